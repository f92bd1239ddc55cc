"""Exported talks and a platform's list of sessions into the tables of chat."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from guitai.common.journal import Journal
from guitai.common.rows import loaded_time
from guitai.connectors.files import mapping
from guitai.connectors.files.keeping.chunks import CHUNK, chunks
from guitai.connectors.files.reports import ImportReport
from guitai.domains.accounts.queries import Shop
from guitai.domains.chat.importing import put_chats
from guitai.domains.chat.matching import numbers_in
from guitai.domains.chat.preparing import PreparedLine, prepared
from guitai.domains.chat.recognising import note_orders, recognise_between
from guitai.domains.chat.sessions import SessionDraft, put_sessions
from guitai.domains.trade.masking import is_masked
from guitai.engines.tabular.service_types import SheetMessage
from guitai.engines.transcripts.types import Message


def prepare_message(message: Message | SheetMessage) -> PreparedLine:
    """Make a message ready for its table."""
    return prepared(mapping.line_of_chat(message))


def keep_chats(
    items: Iterator[PreparedLine],
    shop: Shop,
    _at: datetime,
    report: ImportReport,
    journal: Journal | None,
) -> None:
    """Keep messages, some whole conversations at a time; then see whose the masked ones are."""
    times: list[datetime] = []
    for lines in _whole_talks(items):
        report.count(put_chats(shop=shop, lines=lines, journal=journal))
        note_orders(shop=shop, named=_named(lines), journal=journal)
        sent = [line.sent_at for line in lines]
        times += loaded_time(min(sent)), loaded_time(max(sent))
    _recognise(shop, times, journal)


def keep_sessions(
    items: Iterator[SessionDraft], shop: Shop, _at: datetime, report: ImportReport, journal: Journal | None
) -> None:
    """Keep a platform's own list of sessions; then see which talks they are about."""
    times: list[datetime] = []
    for drafts in chunks(items):
        report.count(put_sessions(shop=shop, drafts=drafts, journal=journal))
        started = [draft.started_at for draft in drafts]
        times += min(started), max(started)
    _recognise(shop, times, journal)


def _whole_talks(lines: Iterator[PreparedLine]) -> Iterator[list[PreparedLine]]:
    waiting: list[PreparedLine] = []
    for line in lines:
        if len(waiting) >= CHUNK and waiting[-1].talk != line.talk:
            yield waiting
            waiting = []
        waiting.append(line)
    if waiting:
        yield waiting


def _named(lines: Iterable[PreparedLine]) -> dict[str, set[str]]:
    """Give the numbers that may be orders' in the talks with masked buyers, by the talks' keys."""
    named: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        if is_masked(line.buyer) and (numbers := numbers_in(line.text)):
            named[line.talk_key].update(numbers)
    return named


def _recognise(shop: Shop, times: Sequence[datetime], journal: Journal | None) -> None:
    """Look at the talks of a file's time once all of it is there: its end may name a second candidate."""
    if times:
        recognise_between(shop=shop, since=min(times), until=max(times), journal=journal)
