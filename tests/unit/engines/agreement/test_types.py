from datetime import UTC, date, datetime

import pytest

from guitai.engines.agreement.types import Answer, Conflict, Kind, KnownAnswer, KnownQuote, Quote, Side


@pytest.mark.parametrize(("day", "holds"), [(1, False), (2, True), (5, True), (6, False)])
def test_an_entry_holds_from_its_first_day_to_its_last(day: int, holds: bool):
    entry = KnownAnswer(
        id="1", questions=(), answer="", valid_from=date(2026, 11, 2), valid_until=date(2026, 11, 5)
    )

    assert entry.holds_on(date(2026, 11, day)) is holds
    assert KnownAnswer(id="1", questions=(), answer="").holds_on(date(2026, 11, day))


def test_a_side_names_who_said_it_and_a_conflict_whether_the_knowledge_did():
    quotes = tuple(
        Quote(
            Answer(
                question="", text="", who=who, at=datetime(2026, 11, 2, tzinfo=UTC), conversation=1, message=1
            ),
            0,
            0,
        )
        for who in ("小美", "小雨", "小美")
    )
    known = Side("a", (KnownQuote(KnownAnswer(id="1", questions=(), answer=""), 0, 0),), ())
    said = Side("b", (), quotes)
    conflict = Conflict(
        topic="", question="", product="", kind=Kind.MONEY, noun="", sides=(said, said), strength=1
    )

    assert (said.who, said.is_known, known.is_known) == (("小美", "小雨"), False, True)
    assert not conflict.is_against_knowledge
