"""Registers the tables of this domain."""

from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    name = "guitai.domains.performance"
    label = "performance"
