"""How a shop wants its figures counted."""

from guitai.domains.accounts.models import Shop
from guitai.domains.performance.models import FigureSettings
from guitai.engines.metrics.reading_settings import read_settings
from guitai.engines.metrics.settings import Settings


def settings_of(shop: Shop) -> Settings:
    """Give the shop's windows, limits and filters; what it never set is as metrics.md has it."""
    return read_settings(kept_of(shop).values)


def kept_of(shop: Shop) -> FigureSettings:
    """Give what is kept for a shop's figures; a row that is not stored where nothing is."""
    return FigureSettings.objects.filter(shop=shop).first() or FigureSettings(shop=shop)
