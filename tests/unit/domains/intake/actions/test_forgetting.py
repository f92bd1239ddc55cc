from datetime import datetime, timedelta

from tests.factories.intake import RejectedSheetFactory, RunFactory, with_file

from guitai.common.journal import Journal
from guitai.common.models import Deed
from guitai.domains.accounts.models import Membership
from guitai.domains.intake import actions, files, queries
from guitai.domains.intake.models import Run, State


def test_rejected_lines_and_journals_go_after_their_time(lead: Membership, now: datetime):
    journals = [Journal.begin(shop_id=lead.shop_id, at=now).id for _ in range(2)]
    old, young = (
        RunFactory(by=lead, state=State.DONE, rejected=1, journal_id=journal, finished_at=finished)
        for journal, finished in zip(journals, (now - timedelta(days=31), now), strict=True)
    )
    for run in (old, young):
        RejectedSheetFactory(run=run)

    assert actions.forget_details(before=now - timedelta(days=30)) == 1

    old.refresh_from_db()
    assert (queries.rejected_of(old), old.rejected, old.journal_id) == ([], 1, None)
    assert len(queries.rejected_of(young)) == 1
    assert list(Deed.objects.values_list("pk", flat=True)) == [journals[1]]


def test_files_nobody_decided_about_go_and_so_does_an_interrupted_one(lead: Membership, now: datetime):
    ago = now - timedelta(days=4)
    left = with_file(RunFactory(by=lead, uploaded_at=ago), b"1")
    cut = with_file(RunFactory(by=lead, state=State.INTERRUPTED, uploaded_at=ago, finished_at=ago), b"1")
    young = with_file(RunFactory(by=lead, uploaded_at=now), b"1")
    waiting = with_file(RunFactory(by=lead, uploaded_at=ago, state=State.WAITING), b"1")
    paths = {run.pk: files.path_of(run) for run in (left, cut, young, waiting)}

    assert actions.forget_left_behind(before=now - timedelta(days=3)) == 2

    assert {pk: path.exists() for pk, path in paths.items()} == {
        left.pk: False,
        cut.pk: False,
        young.pk: True,
        waiting.pk: True,
    }
    assert set(Run.objects.values_list("pk", flat=True)) == {cut.pk, young.pk, waiting.pk}
    cut.refresh_from_db()
    assert cut.folder == ""
