"""Which buyers are invited to what, by worked cases."""

import pytest
from tests.unit.engines.worklists.worked import cases, made, moment, numbers_of, shown, title

from guitai.engines.worklists import InviteFact, invite_entries


@pytest.mark.parametrize("case", cases("others", "invite"), ids=title)
def test_a_buyer_is_invited_at_the_right_moment(case):
    buyer = made(InviteFact, {"key": "7"} | case["invite"])

    entries = invite_entries(buyer, numbers_of(case), moment(case["at"]))

    assert shown(entries) == case["entries"]
    assert [entry.why["kind"] for entry in entries] == ([case["kind"]] if entries else [])
    assert case.get("key") in {None, *(entry.key for entry in entries)}
    assert case.get("instead") in {None, *(entry.why.get("instead") for entry in entries)}
    assert [entry.value_fen for entry in entries] == [buyer.spent_fen for _entry in entries]
