"""Which buyers are gone to without an order, by worked cases."""

import pytest
from tests.unit.engines.worklists.worked import cases, made, moment, numbers_of, shown, title

from guitai.engines.worklists import BuyerFact, buyer_entries


@pytest.mark.parametrize("case", cases("others", "buyer"), ids=title)
def test_a_buyer_comes_onto_a_list(case):
    buyer = made(BuyerFact, {"key": "7"} | case["buyer"])

    entries = buyer_entries(buyer, numbers_of(case), moment(case["at"]))

    assert shown(entries) == case["entries"]
    assert case.get("key") in {None, *(entry.key for entry in entries)}
    assert case.get("segment") in {None, *(f"{e.why.get('segment')} {e.why.get('channel')}" for e in entries)}
