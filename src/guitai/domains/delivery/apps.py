"""Registers the tables of this domain, and gives a new shop the usual couriers."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "guitai.domains.delivery"
    label = "delivery"

    def ready(self) -> None:
        """Listen for new shops."""
        from guitai.common.events import listen  # noqa: PLC0415  # tables are not loaded before this
        from guitai.domains.accounts.events import ShopOpened  # noqa: PLC0415
        from guitai.domains.delivery import listeners  # noqa: PLC0415

        listen(ShopOpened, listeners.shop_opened)
