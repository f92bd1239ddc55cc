"""Registers the tables of this domain."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "guitai.domains.intake"
    label = "intake"
