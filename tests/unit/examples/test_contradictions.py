"""The contradictions planted into the demo shop are in its chats, and found there."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from tools.score_agreement import demo_answers, demo_knowledge, shown_by

from guitai.engines.agreement.conflicts import conflicts
from guitai.engines.agreement.types import Answer

EXAMPLES = Path(__file__).parents[3] / "examples"
_READ_FIRST = {"own": 5, "planted": 30}


@pytest.fixture(scope="module")
def manifest():
    return yaml.safe_load((EXAMPLES / "contradictions.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def answers():
    return list(demo_answers())


def test_thirty_are_planted_each_against_an_entry_or_between_two(manifest, answers):
    codes = {entry.id for entry in demo_knowledge()}
    said = Counter(answer.text for answer in answers)

    assert {part: len(listed) for part, listed in manifest.items()} == _READ_FIRST
    for each in manifest["planted"]:
        assert each["knowledge"] in codes if each["knowledge"] else len(each["talks"]) == 2
        assert all(said[talk["says"]] == 1 for talk in each["talks"])


def test_they_stand_apart_from_the_days_whose_figures_are_shown(manifest):
    days = [datetime.fromisoformat(talk["at"]) for each in manifest["planted"] for talk in each["talks"]]

    assert datetime(2026, 9, 21) < min(days) and max(days) < datetime(2026, 10, 20)  # noqa: DTZ001 - as exported


def test_at_least_27_are_found_and_at_most_three_conflicts_are_false(manifest, answers):
    shown = [shown_by(conflict, manifest) for conflict in conflicts(answers, demo_knowledge())]
    planted = {each["id"] for each in manifest["planted"]}

    assert len(planted & {name for names in shown for name in names}) >= 27
    assert sum(not names for names in shown) <= 3


def test_the_knowledge_has_eighty_entries_and_more_with_codes_of_their_own():
    told = yaml.safe_load((EXAMPLES / "knowledge.yaml").read_text(encoding="utf-8"))
    entries = [*told["yunshang"], *told["youmu"]]

    assert len(told["yunshang"]) >= 80
    assert len({entry["code"] for entry in entries}) == len(entries)
    assert {entry["category"] for entry in entries} <= told["categories"].keys()
    assert all(len(entry["questions"]) >= 2 and entry["answer"] for entry in entries)
    assert not [entry for entry in entries if "亲" in entry["answer"]]


def test_no_entry_contradicts_another():
    entries = demo_knowledge()
    said = [
        Answer(
            question=entry.questions[0],
            text=entry.answer,
            who=entry.id,
            at=datetime(2026, 11, 2, tzinfo=UTC),
            conversation=number,
            message=number,
            product=entry.product,
        )
        for number, entry in enumerate(entries)
    ]

    assert [conflict.topic for conflict in conflicts(said, ())] == []
