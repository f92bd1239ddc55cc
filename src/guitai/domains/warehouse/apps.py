"""Registers the tables of this domain."""

from django.apps import AppConfig


class WarehouseConfig(AppConfig):
    name = "guitai.domains.warehouse"
    label = "warehouse"
