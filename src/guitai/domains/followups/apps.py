"""Registers the tables of this domain, and what it listens to."""

from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    name = "guitai.domains.followups"
    label = "followups"

    def ready(self) -> None:
        """Listen for what agents say, and for new shops."""
        from guitai.common.events import listen  # noqa: PLC0415  # tables are not loaded before this
        from guitai.domains.accounts.events import ShopOpened  # noqa: PLC0415
        from guitai.domains.chat.events import ConversationChanged  # noqa: PLC0415
        from guitai.domains.followups import listeners  # noqa: PLC0415

        listen(ConversationChanged, listeners.conversation_changed)
        listen(ShopOpened, listeners.shop_opened)
