"""Which reviews come onto their list, when they leave it, and what they find fault with."""

from datetime import timedelta

import pytest
from tests.unit.engines.worklists.worked import moment, usual_numbers

from guitai.engines.worklists import ReviewFact, complaints_in, review_entries, review_leaves
from guitai.kernel.days import SHANGHAI

AT = moment("20 10:00")
DAY = timedelta(days=1)


def review(stars=1, **told):
    return ReviewFact(number="R1", stars=stars, at=AT, value_fen=15800, **told)


def listed(review, at, **changed):
    return [
        f"{each.due_at.astimezone(SHANGHAI):%d %H:%M}"
        for each in review_entries(review, usual_numbers(**changed), at)
    ]


@pytest.mark.parametrize(
    ("stars", "after", "told", "due"),
    [
        (3, timedelta(0), {}, ["21 10:00"]),
        (1, 30 * DAY - timedelta(seconds=1), {}, ["21 10:00"]),
        (1, 30 * DAY, {}, []),
        (4, DAY, {}, []),
        (1, DAY, {"answered": True}, []),
        (1, DAY, {"stands": {"poor_review": "done"}}, []),
        (1, -DAY, {}, []),
    ],
)
def test_a_poor_review_of_a_month_stands_on_the_list_once(stars, after, told, due):
    assert listed(review(stars, **told), AT + after) == due


def test_a_shop_has_its_own_figures_or_no_such_list():
    figures = {"stars_at_most": 1, "within_hours": 14, "oldest_days": 7}

    assert listed(review(1), AT, poor_review=figures) == ["21 09:00"]  # 24:00 is in the quiet hours
    assert listed(review(2), AT, poor_review=figures) == []
    assert listed(review(1), AT, poor_review=None) == []


@pytest.mark.parametrize(
    ("review", "after", "outcome"),
    [
        (review(1), 29 * DAY, None),
        (review(1), 30 * DAY, "no_answer"),
        (review(1, answered=True), DAY, "answered"),
        (review(1, answered=True), 40 * DAY, "answered"),
        (review(5), DAY, "content"),
    ],
)
def test_it_leaves_answered_made_better_or_too_old(review, after, outcome):
    assert review_leaves(review, usual_numbers(), AT + after) == outcome


def test_a_list_that_is_off_lets_nothing_go_but_what_is_answered():
    off = usual_numbers(poor_review=None)

    assert review_leaves(review(1), off, AT + 40 * DAY) is None
    assert review_leaves(review(1, answered=True), off, AT + 40 * DAY) == "answered"


@pytest.mark.parametrize(("platform", "instead"), [("jd", "public_answer"), ("tmall", None)])
def test_where_nobody_may_write_the_answer_in_public_takes_its_place(platform, instead):
    (entry,) = review_entries(review(1), usual_numbers(platform), AT)

    assert entry.why.get("instead") == instead
    assert (entry.key, entry.value_fen, entry.why["stars"]) == ("R1", 15800, 1)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("物流很快，就是质量太差", ("质量太差",)),
        ("衣服挺好看的但是尺码偏大，穿着像偷来的", ("尺码偏大", "穿着像偷来的")),
        ("质量不好", ("质量不好",)),
        ("客服态度没得说，发货也快！可惜少发一条腰带", ("少发一条腰带",)),
        ("没有模特穿得好看", ("没有模特穿得好看",)),
        ("太快了，洗两次就坏", ("太快了", "洗两次就坏")),
        ("很好，很满意", ()),
        ("", ()),
    ],
)
def test_what_praises_is_left_out(text, clauses):
    assert complaints_in(text) == clauses
