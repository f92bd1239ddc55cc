"""Steps are read as leads write them, and written so that they are read the same."""

import pytest

from guitai.domains.catalog.activity_steps import read_steps, written_steps
from guitai.domains.catalog.errors import ActivityRefusedError

CASES = [
    ("满300减30", {"from_fen": 30000, "off_fen": 3000}, "满300减30"),
    ("满 299.9 元减 20 元", {"from_fen": 29990, "off_fen": 2000}, "满299.90减20"),
    ("每满200减20", {"from_fen": 20000, "off_fen": 2000, "every": True}, "每满200减20"),
    ("满99送短袜一双", {"from_fen": 9900, "gift": "短袜一双"}, "满99送短袜一双"),
    ("2件减15", {"pieces": 2, "off_fen": 1500}, "2件减15"),
    ("满3件打9折", {"pieces": 3, "gift": "9折"}, "3件9折"),
    ("3件8.5折", {"pieces": 3, "gift": "8.5折"}, "3件8.5折"),
    ("第二件半价", {"pieces": 2, "gift": "第二件半价"}, "第二件半价"),
    ("第3件5折", {"pieces": 3, "gift": "第3件5折"}, "第3件5折"),
    ("300减30", {"from_fen": 30000, "off_fen": 3000}, "满300减30"),
]


@pytest.mark.parametrize(("line", "step", "written"), CASES, ids=[case[0] for case in CASES])
def test_a_step_is_read_as_it_is_written(line, step, written):
    (found,) = read_steps([line])

    assert found == step
    assert read_steps(written_steps([found])) == [found]
    assert written_steps([found]) == [written]


def test_the_lowest_step_comes_first_and_empty_lines_are_none():
    assert [step["from_fen"] for step in read_steps(["满500减60", "", "满300减30"])] == [30000, 50000]


@pytest.mark.parametrize(
    "line", ["全场优惠", "满减30", "满300减", "1.5件减10", "满30减30", "满30减40", "打折"]
)
def test_what_says_no_step_is_refused_by_name(line):
    with pytest.raises(ActivityRefusedError, match=line):
        read_steps([line])


def test_more_steps_than_anybody_overlooks_are_refused():
    with pytest.raises(ActivityRefusedError, match="20"):
        read_steps(f"满{300 + number}减30" for number in range(21))
