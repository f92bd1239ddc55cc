"""Registers the tables of this domain."""

from django.apps import AppConfig


class GuardConfig(AppConfig):
    name = "guitai.domains.guard"
    label = "guard"
