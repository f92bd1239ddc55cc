"""Registers the shared tables."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "guitai.common"
    label = "common"
