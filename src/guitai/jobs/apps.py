"""Registers the clock's work."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "guitai.jobs"
    label = "jobs"
