"""Tables of what was brought in: a run for each file, its rejected lines, the mappings of foreign tables."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guitai.common.crypto import SealedField
from guitai.common.ordered import OrderedJSONField
from guitai.common.records import Record
from guitai.domains.accounts.models import Membership, Shop


class State(models.TextChoices):
    """How far a file has come."""

    READY = "ready", _("ready")
    UNMAPPED = "unmapped", _("columns unknown")
    REFUSED = "refused", _("refused")
    WAITING = "waiting", _("waiting")
    READING = "reading", _("reading")
    WRITING = "writing", _("writing")
    DONE = "done", _("done")
    CANCELLED = "cancelled", _("cancelled")
    FAILED = "failed", _("failed")
    INTERRUPTED = "interrupted", _("interrupted")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("undone")


# What a file may become next; a file that was never imported may also be taken off the page altogether.
MOVES: dict[State, frozenset[State]] = {
    State.READY: frozenset({State.WAITING, State.UNMAPPED, State.REFUSED}),
    State.UNMAPPED: frozenset({State.READY, State.REFUSED}),
    State.REFUSED: frozenset(),
    State.WAITING: frozenset({State.READING, State.CANCELLED}),
    State.READING: frozenset({State.WRITING, State.DONE, State.CANCELLED, State.FAILED, State.INTERRUPTED}),
    State.WRITING: frozenset({State.DONE, State.CANCELLED, State.FAILED, State.INTERRUPTED}),
    State.DONE: frozenset({State.UNDOING}),
    State.CANCELLED: frozenset(),
    State.FAILED: frozenset(),
    State.INTERRUPTED: frozenset({State.WAITING}),
    State.UNDOING: frozenset({State.UNDONE, State.DONE}),
    State.UNDONE: frozenset(),
}
ON_THE_PAGE = (State.READY, State.UNMAPPED, State.REFUSED)
IN_WORK = (State.READING, State.WRITING)
UNDER_WAY = (State.WAITING, *IN_WORK, State.UNDOING)


class Run(Record):
    """One file on its way into a shop: from what was found in it to what became of its lines.

    ``lines`` is how many data lines it has, an estimate unless ``is_counted``; ``look`` holds what the page
    shows of it before the import, personal data masked; ``parts`` what became of each kind it held.
    ``folder`` is where the file itself lies, below the data folder; empty once it was deleted.
    """

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="import_runs")
    by = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    archive = models.CharField(max_length=255, blank=True)
    folder = models.CharField(max_length=40, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    state = models.CharField(max_length=12, choices=State)
    kinds = OrderedJSONField(default=list)
    place = models.PositiveIntegerField(default=0)
    lines = models.BigIntegerField(null=True)
    is_counted = models.BooleanField(default=False)
    look = OrderedJSONField(default=dict)
    trouble = models.TextField(blank=True)
    lines_done = models.BigIntegerField(default=0)
    parts = OrderedJSONField(default=list)
    read = models.BigIntegerField(default=0)
    added = models.BigIntegerField(default=0)
    updated = models.BigIntegerField(default=0)
    unchanged = models.BigIntegerField(default=0)
    rejected = models.BigIntegerField(default=0)
    journal_id = models.BigIntegerField(null=True)
    taken_back = OrderedJSONField(default=dict)
    uploaded_at = models.DateTimeField()
    queued_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "intake_run"
        indexes = [
            models.Index(fields=["shop", "state"]),
            models.Index(fields=["shop", "sha256"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="intake_run_done_is_finished",
                condition=~Q(state__in=[State.DONE, State.UNDOING, State.UNDONE])
                | Q(finished_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RejectedSheet(Record):
    """The lines of one sheet that were left out: a list of [line, column, reason, cells], as JSON.

    They are whole lines of the file and so hold personal data: encrypted, and kept for a set time only.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="rejected_sheets")
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=255, blank=True)
    headings = OrderedJSONField(default=list)
    lines = SealedField()

    class Meta:
        db_table = "intake_rejected_sheet"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name or self.kind


class ColumnMapping(Record):
    """Which heading of a foreign table stands for which column of a known kind."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="column_mappings")
    kind = models.CharField(max_length=40)
    columns = OrderedJSONField(default=dict)
    file_name = models.CharField(max_length=255)
    by = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "intake_column_mapping"

    def __str__(self) -> str:
        return f"{self.kind}: {self.file_name}"
