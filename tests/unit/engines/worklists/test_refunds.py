"""Which refunds come onto their list, by worked cases."""

import pytest
from tests.unit.engines.worklists.worked import cases, made, moment, numbers_of, shown, title

from guitai.engines.worklists import RefundFact, refund_entries, refund_leaves


@pytest.mark.parametrize("case", cases("others", "refund"), ids=title)
def test_a_refund_comes_onto_its_list_and_leaves_it(case):
    refund = made(RefundFact, {"number": "R1", "asked_at": "20 10:00", "reason": "不想要了"} | case["refund"])

    entries = refund_entries(refund, numbers_of(case), moment(case["at"]))

    assert shown(entries) == case["entries"]
    assert refund_leaves(refund) == case.get("leaves")
    assert all(entry.why == {"said": "不想要了"} for entry in entries)
