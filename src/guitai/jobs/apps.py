"""Registers the clock's work, and what begins when something is announced."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "guitai.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Load the work there is, and listen for files that wait."""
        from guitai.common.events import listen  # noqa: PLC0415  # tables are not loaded before this
        from guitai.domains.chat.rechecking import ImportedCheckWanted  # noqa: PLC0415
        from guitai.domains.insight.events import AnswersWanted  # noqa: PLC0415
        from guitai.domains.intake.events import ImportsWaiting  # noqa: PLC0415
        from guitai.domains.performance.events import RosterWanted  # noqa: PLC0415
        from guitai.jobs import (  # noqa: F401, PLC0415
            aftersales,
            answers,
            chat,
            figures,
            followups,
            guard,
            guard_bulk,
            imports,
            lost,
            recommending,
            staffing,
            suggesting,
            understanding,
        )

        listen(ImportsWaiting, imports.imports_waiting)
        listen(ImportedCheckWanted, guard_bulk.wanted)
        listen(RosterWanted, staffing.wanted)
        listen(AnswersWanted, answers.wanted)
