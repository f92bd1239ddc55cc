"""Registers the tables of this domain, and what it listens to."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "guitai.domains.knowledge"
    label = "knowledge"

    def ready(self) -> None:
        """Listen for new shops."""
        from guitai.common.events import listen  # noqa: PLC0415  # tables are not loaded before this
        from guitai.domains.accounts.events import ShopOpened  # noqa: PLC0415
        from guitai.domains.knowledge import listeners  # noqa: PLC0415

        listen(ShopOpened, listeners.shop_opened)
