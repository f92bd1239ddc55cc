"""Clauses and sentences."""

from datetime import datetime

import pytest

from guitai.engines.promises.clauses import clauses_of, sentence_of
from guitai.engines.promises.day_parts import usual_day_parts
from guitai.engines.promises.times import find_times
from guitai.engines.promises.working_days import work_calendar
from guitai.kernel.days import SHANGHAI
from guitai.kernel.normalised import normalise

AT = datetime(2026, 11, 20, 10, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("written", "clauses"),
    [
        ("我查一下，10分钟后回复您。好的", [("我查一下", 0), ("10分钟后回复您", 0), ("好的", 1)]),
        ("好的亲 收到了", [("好的亲", 0), ("收到了", 0)]),
        ("10 分钟 后 回复您", [("10分钟后回复您", 0)]),
        ("可以吗 明天发", [("可以吗", 0), ("明天发", 0)]),
        ("厂家没人 明天回复您", [("厂家没人", 0), ("明天回复您", 0)]),
        ("不用等48小时 我今天发", [("不用等48小时", 0), ("我今天发", 0)]),
        ("5分钟 您再提交", [("5分钟", 0), ("您再提交", 0)]),
        ("今 天 给 您 发 货", [("今天给您发货", 0)]),
        ("快递 明天派送", [("快递明天派送", 0)]),
        ("。。", []),
    ],
)
def test_signs_and_gaps_part_clauses_but_no_time(written, clauses):
    said = normalise(written)
    times = find_times(said.text, AT, usual_day_parts(), work_calendar())

    found = clauses_of(said.text, said.gaps, times)

    assert [(clause.of(said.text), clause.sentence) for clause in found] == clauses


def test_a_sentence_begins_behind_the_sign_before_it():
    assert sentence_of("好的。如果没到,今天退", 7, 10) == "如果没到,今天"
    assert sentence_of("今天退", 0, 2) == "今天"
