"""Registers the tables of this domain."""

from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "guitai.domains.chat"
    label = "chat"
