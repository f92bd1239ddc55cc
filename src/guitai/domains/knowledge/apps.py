"""Registers the tables of this domain."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "guitai.domains.knowledge"
    label = "knowledge"
