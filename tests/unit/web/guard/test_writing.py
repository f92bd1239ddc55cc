"""The plain parts of a rule, out of its text and back."""

from datetime import date
from pathlib import Path

import pytest

import guitai.domains.guard
from guitai.domains.guard import writing as guard
from guitai.engines.rulebook.loading import parse
from guitai.web.guard.writing import TEMPLATE, plain_parts, with_parts

FILES = sorted((Path(guitai.domains.guard.__file__).parent / "rulebook").glob("*/*.yaml"))
COURIER = next(file for file in FILES if file.stem == "promise-courier").read_text(encoding="utf-8")


def test_the_parts_are_read_as_a_form_holds_them():
    parts = plain_parts(COURIER)

    assert (parts["severity"], parts["source"], parts["checked"]) == ("block", "statute", date(2026, 11, 20))
    assert parts["rewrite_zh"] == (
        "我们默认发 {couriers}，暂时不能指定快递哦。\n快递由系统安排，暂时不能指定哦。"
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_parts_put_back_unchanged_leave_every_rule_as_it_is_written(file: Path):
    written = file.read_text(encoding="utf-8")

    assert with_parts(written, plain_parts(written)) == written


def test_only_what_was_changed_is_written_anew():
    parts = plain_parts(COURIER) | {"severity": "confirm", "rewrite_zh": "快递由系统安排哦。"}

    lines = set(with_parts(COURIER, parts).splitlines()) - set(COURIER.splitlines())

    assert lines == {
        "severity: confirm",
        "  zh: 快递由系统安排哦。",
        "  - We send with {couriers} and can't choose another.",
        "  - The courier is chosen by the system.",
    }


def test_another_kind_of_source_takes_the_place_of_the_old_one():
    put = with_parts(
        COURIER, plain_parts(COURIER) | {"source": "practice", "source_zh": "店规", "source_en": "Ours"}
    )

    assert parse(put, "rule")["source"] == {
        "practice": {"zh": "店规", "en": "Ours"},
        "checked": date(2026, 11, 20),
    }


def test_no_safe_wording_is_an_empty_one():
    put = with_parts(COURIER, plain_parts(COURIER) | {"rewrite_zh": " \n", "rewrite_en": ""})

    assert parse(put, "rule")["rewrite"] == {"zh": "", "en": ""}


def test_the_order_of_platforms_is_no_change():
    parts = plain_parts(COURIER)

    assert with_parts(COURIER, parts | {"platforms": parts["platforms"][::-1]}) == COURIER


def test_a_rule_written_on_one_line_is_laid_out_anew():
    written = "{id: own-a, category: tone, severity: note, platforms: [own], title: {zh: 甲, en: A}," + (
        " why: {zh: 乙, en: B}, source: {practice: {zh: 丙, en: C}, checked: 2026-11-20},"
        ' penalty: {zh: 丁, en: D}, rewrite: {zh: "", en: ""}, trigger: [{words: [戊]}]}'
    )

    put = parse(with_parts(written, plain_parts(written) | {"title_zh": "新"}), "rule")

    assert put == parse(written, "rule") | {"title": {"zh": "新", "en": "A"}}


def test_a_new_rules_template_is_a_rule_that_keeps_its_own_cases():
    rule = guard.read(TEMPLATE.format(id="own-rule-1", platform="own", today=date(2026, 11, 20)))

    assert guard.first_failed_case(rule) is None
