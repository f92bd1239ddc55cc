"""Registers the tables of this domain."""

from django.apps import AppConfig


class TradeConfig(AppConfig):
    name = "guitai.domains.trade"
    label = "trade"
