"""Says what the sockets listen to."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "guitai.live"
    label = "live"

    def ready(self) -> None:
        """Listen to what people, chat, guard, knowledge, follow-ups, warehouse and after-sales announce."""
        from guitai.common.events import listen  # noqa: PLC0415  # tables are not loaded before this
        from guitai.domains.accounts.events import MembershipEnded, SwapChanged  # noqa: PLC0415
        from guitai.domains.aftersales.events import (  # noqa: PLC0415
            CaseChanged,
            ClockRunsOut,
            FaultAlarm,
            HandoverChanged,
        )
        from guitai.domains.chat.events import (  # noqa: PLC0415
            BuyerLeftWaiting,
            ConversationChanged,
            PresenceChanged,
        )
        from guitai.domains.followups.events import TodoChanged, TodoRang  # noqa: PLC0415
        from guitai.domains.guard.events import ApprovalChanged  # noqa: PLC0415
        from guitai.domains.knowledge.events import QuestionChanged, QuestionDue  # noqa: PLC0415
        from guitai.domains.warehouse.events import TaskChanged  # noqa: PLC0415
        from guitai.live import cases, faults, handovers, swaps, telling  # noqa: PLC0415

        listen(ConversationChanged, telling.conversation_changed)
        listen(MembershipEnded, telling.membership_ended)
        listen(PresenceChanged, telling.presence_changed)
        listen(BuyerLeftWaiting, telling.buyer_left_waiting)
        listen(ApprovalChanged, telling.approval_changed)
        listen(QuestionChanged, telling.question_changed)
        listen(QuestionDue, telling.question_due)
        listen(TodoChanged, telling.todo_changed)
        listen(TodoRang, telling.todo_rang)
        listen(TaskChanged, telling.task_changed)
        listen(CaseChanged, cases.case_changed)
        listen(ClockRunsOut, cases.clock_runs_out)
        listen(SwapChanged, swaps.swap_changed)
        listen(FaultAlarm, faults.fault_alarmed)
        listen(HandoverChanged, handovers.handover_changed)
