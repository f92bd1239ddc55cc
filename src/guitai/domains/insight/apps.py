"""Registers the tables of this domain."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "guitai.domains.insight"
    label = "insight"
