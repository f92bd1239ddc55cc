"""What is not kept for ever: rejected lines, and files nobody decided about."""

from datetime import datetime

from django.db import transaction

from guitai.common import journal
from guitai.domains.intake import files
from guitai.domains.intake.models import ON_THE_PAGE, RejectedSheet, Run, State

_STRAY_SECONDS = 24 * 3600.0


@transaction.atomic
def forget_details(*, before: datetime) -> int:
    """Delete what is kept of files that were imported before this moment, but for their counts.

    That is their rejected lines, and the journals by which they could be undone.
    """
    old = Run.objects.filter(finished_at__lt=before)
    gone, _tables = RejectedSheet.objects.filter(run__in=old).delete()
    for run in old.filter(state=State.DONE, journal_id__isnull=False):
        journal.forget(run.journal_id or 0)
        Run.objects.filter(pk=run.pk).update(journal_id=None)
    return gone


def forget_left_behind(*, before: datetime) -> int:
    """Delete files that were brought in before this moment and never imported, and what a crash left over."""
    with transaction.atomic():
        old = Run.objects.filter(state__in=ON_THE_PAGE, uploaded_at__lt=before)
        folders = list(old.values_list("folder", flat=True))
        old.delete()
        stopped = Run.objects.filter(state=State.INTERRUPTED, finished_at__lt=before).exclude(folder="")
        folders += stopped.values_list("folder", flat=True)
        stopped.update(folder="")
    for folder in folders:
        files.discard(folder)
    kept = set(Run.objects.exclude(folder="").values_list("folder", flat=True))
    files.sweep(known=kept, older_than=_STRAY_SECONDS)
    return len(folders)
