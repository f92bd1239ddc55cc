"""Registers the tables of this domain, and what it listens to."""

from django.apps import AppConfig


class AftersalesConfig(AppConfig):
    name = "guitai.domains.aftersales"
    label = "aftersales"

    def ready(self) -> None:
        """Listen for what the warehouse answers and for what agents say to buyers."""
        from guitai.common.events import listen  # noqa: PLC0415  # tables are not loaded before this
        from guitai.domains.aftersales import listeners  # noqa: PLC0415
        from guitai.domains.chat.events import ConversationChanged  # noqa: PLC0415
        from guitai.domains.warehouse.events import TaskChanged  # noqa: PLC0415

        listen(TaskChanged, listeners.task_changed)
        listen(ConversationChanged, listeners.conversation_changed)
