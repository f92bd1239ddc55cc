"""Which talks come onto the list of those who asked, by worked cases."""

import pytest
from tests.unit.engines.worklists.worked import cases, made, moment, numbers_of, shown, title

from guitai.engines.worklists import TalkFact, talk_entries, talk_leaves


@pytest.mark.parametrize("case", cases("others", "talk"), ids=title)
def test_a_talk_comes_onto_its_list_and_leaves_it(case):
    talk = made(TalkFact, {"key": "1", "last_at": "20 10:00"} | case["talk"])
    numbers, at = numbers_of(case), moment(case["at"])

    assert shown(talk_entries(talk, numbers, at)) == case["entries"]
    assert talk_leaves(talk, numbers, at) == case.get("leaves")
