"""Registers the tables of this domain."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "guitai.domains.catalog"
    label = "catalog"
