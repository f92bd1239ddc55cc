"""Registers the tables of this domain, and what it listens to."""

from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    name = "guitai.domains.performance"
    label = "performance"

    def ready(self) -> None:
        """Listen for what changes days that are over."""
        from guitai.common.events import listen  # noqa: PLC0415  # tables are not loaded before this
        from guitai.domains.aftersales.events import CaseChanged  # noqa: PLC0415
        from guitai.domains.chat.events import ConversationChanged  # noqa: PLC0415
        from guitai.domains.followups.events import TodoChanged  # noqa: PLC0415
        from guitai.domains.insight.events import LossesChanged  # noqa: PLC0415
        from guitai.domains.performance import listeners  # noqa: PLC0415
        from guitai.domains.trade.events import OrderRemarked  # noqa: PLC0415

        listen(CaseChanged, listeners.case_changed)
        listen(ConversationChanged, listeners.conversation_changed)
        listen(LossesChanged, listeners.losses_changed)
        listen(OrderRemarked, listeners.order_remarked)
        listen(TodoChanged, listeners.todo_changed)
