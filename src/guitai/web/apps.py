"""Registers the pages' template tags."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "guitai.web"
    label = "web"
