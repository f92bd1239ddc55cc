"""Registers the tables of this domain."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "guitai.domains.accounts"
    label = "accounts"
