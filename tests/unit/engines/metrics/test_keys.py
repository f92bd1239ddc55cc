import re
from dataclasses import fields
from pathlib import Path

from guitai.engines.metrics.keys import FIGURES, Unit
from guitai.engines.metrics.settings import Settings

DEFINED = """
consulted received unreplied reply_rate buyer_messages agent_messages answer_ratio agent_characters
first_response average_response rate_30s rate_3min wangwang_response jd_first_30s max_concurrent
transferred_in transferred_out inquiries ordered_same_day ordered paid_next_day paid conversion lost
sales orders buyers items average_order_value items_per_buyer refunded net_sales refund_rate
silent_sales silent_share reminded reminder_recovered reminder_rate reminder_sales
recommended promises_kept guard_hits guard_hits_block guard_hits_approve guard_hits_confirm guard_hits_note
satisfaction solved_once aftersales_first aftersales_settled lost_reasons
"""


def test_the_keys_are_those_of_the_definitions_in_their_order():
    assert [figure.key for figure in FIGURES] == DEFINED.split()


def test_every_figure_has_a_name_in_both_languages_and_a_sum():
    assert all(figure.zh and figure.en and figure.part for figure in FIGURES)


def test_names_tell_figures_apart():
    assert len({figure.zh for figure in FIGURES}) == len({figure.en for figure in FIGURES}) == len(FIGURES)


def test_shares_and_ratios_are_one_sum_over_another():
    assert all(figure.whole for figure in FIGURES if figure.unit in {Unit.SHARE, Unit.RATIO, Unit.SECONDS})
    assert not any(figure.whole for figure in FIGURES if figure.unit is Unit.COUNT)


def test_some_figures_can_be_late():
    assert {figure.key: figure.late for figure in FIGURES if figure.late} == {
        "conversion": "inquiry",
        "reminder_rate": "reminder",
        "promises_kept": "promise",
        "solved_once": "solved",
        "aftersales_settled": "case",
    }


def test_silence_is_the_shops_alone():
    assert {figure.key for figure in FIGURES if figure.for_shop} == {"silent_sales", "silent_share"}


def test_every_figure_is_in_the_documents():
    page = (Path(__file__).parents[4] / "docs" / "reference" / "metrics.md").read_text(encoding="utf-8")

    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \|", page, re.MULTILINE)
    assert [row for row in rows if row[0] in DEFINED.split() and len(row) == 3][: len(FIGURES)] == [
        (figure.key, figure.zh, figure.en) for figure in FIGURES
    ]


def test_every_setting_is_in_the_documents():
    page = (Path(__file__).parents[4] / "docs" / "reference" / "metrics.md").read_text(encoding="utf-8")

    told = page.split("## Settings")[1]
    assert set(re.findall(r"`(\w+)`", told)) >= {field.name for field in fields(Settings)}
