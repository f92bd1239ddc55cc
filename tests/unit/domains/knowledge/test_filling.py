"""Slots are filled with what is known, and what is not known is found."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guitai.domains.knowledge.filling import SLOTS, Slot, canonical, fill, harmless, unfilled_slots
from guitai.web.phrases.samples import SAMPLE

REFERENCE = Path(__file__).parents[4] / "docs" / "reference" / "slots.md"


def test_known_slots_are_filled_and_the_others_named_once_in_order() -> None:
    filled = fill("{买家}您好，{快递}单号{单号}，{快递}会送到", {"买家": "小鱼"})

    assert filled.text == "小鱼您好，{快递}单号{单号}，{快递}会送到"
    assert filled.missing == ("快递", "单号")


@pytest.mark.parametrize("written", ["{买家}", "{ buyer }", "{Buyer}", "｛买家｝", "{{买家}}", "{会员名}"])
def test_every_spelling_of_a_slot_means_the_same(written: str) -> None:
    assert fill(f"{written}在吗", {"买家": "小鱼"}).text == "小鱼在吗"


def test_slots_of_the_shops_own_are_filled_when_their_fact_is_given() -> None:
    assert fill("今日活动：{今日活动}", {"今日活动": "满300减30"}).text == "今日活动：满300减30"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("单号是***请查收", ["***"]),
        ("单号是＊＊＊＊", ["＊＊＊＊"]),
        ("您好{}", [""]),
        ("您好{…}", ["…"]),
        ("{单号}和{快递}", ["单号", "快递"]),
        ("***{单号}", ["***", "单号"]),
    ],
)
def test_what_is_still_to_be_filled_in_is_found(text: str, names: list[str]) -> None:
    assert [slot.name for slot in unfilled_slots(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "**重要**请看清尺码",
        "a{color: red}",
        '{"a": 1}',
        "电话138****0001",
        "会员t******7您好",
        "头晕/:*&*/:*&*",
        "5*3=15",
        "好的/:^_^ {\n}",
        "",
    ],
)
def test_what_is_no_slot_may_be_sent(text: str) -> None:
    assert unfilled_slots(text) == ()


def test_a_slot_says_where_it_stands() -> None:
    text = "亲，{单号}到了"

    assert unfilled_slots(text) == (Slot(2, 6, "单号"),)
    assert text[2:6] == "{单号}"


def test_a_value_never_looks_like_a_slot() -> None:
    filled = fill("{买家}您好", {"买家": "心***梦{客服}"})

    assert filled.missing == ()
    assert filled.text == "心**梦(客服)您好"


_texts = st.text(st.sampled_from("亲好a1*＊{}｛｝:/&买家单号 \n"), max_size=40)


@given(text=_texts, value=st.text(max_size=20))
def test_nothing_is_missing_but_what_stays_open_in_the_text(text: str, value: str) -> None:
    filled = fill(text, {"买家": value})

    assert set(filled.missing) == {canonical(slot.name) for slot in unfilled_slots(filled.text)}


@given(text=_texts)
def test_without_facts_a_text_stays_as_it_is(text: str) -> None:
    assert fill(text, {}).text == text


@given(text=_texts)
@example(text="{***}")
def test_slots_lie_inside_the_text_in_order_and_apart(text: str) -> None:
    slots = unfilled_slots(text)

    assert all(0 <= slot.start < slot.end <= len(text) for slot in slots)
    assert all(one.end <= other.start for one, other in pairwise(slots))


@given(value=st.text(max_size=30))
def test_a_harmless_value_holds_no_slot(value: str) -> None:
    assert unfilled_slots(harmless(value)) == ()


def test_the_reference_names_every_slot_and_spelling() -> None:
    rows = [line for line in REFERENCE.read_text().splitlines() if line.startswith("| `{")]
    documented = {row.split("`")[1].strip("{}"): row for row in rows}

    assert list(documented) == list(SLOTS)
    for name, others in SLOTS.items():
        spellings = documented[name].split("|")[2]
        assert spellings.split() == [f"`{other}`" for other in others]


def test_every_slot_has_a_sample_for_the_preview() -> None:
    assert set(SAMPLE) == set(SLOTS)
