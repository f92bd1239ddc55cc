"""Rule files are found, checked and compiled without Django."""

import subprocess
import sys
from pathlib import Path

import pytest

from guitai.domains.guard import loading
from guitai.engines.rulebook.errors import RuleError
from guitai.engines.rulebook.vocabulary import Vocabulary

RULE = """
id: {id}
category: tone
severity: note
platforms: [taobao]
title: {{zh: 标题, en: Title}}
why: {{zh: 原因, en: Reason}}
source: {{practice: {{zh: 店规, en: House rule}}, checked: 2026-11-20}}
penalty: {{zh: 无, en: None}}
rewrite: {{zh: "", en: ""}}
trigger: [{{words: [哦]}}]
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "_folder", lambda: tmp_path)
    (tmp_path / "common").mkdir()
    return tmp_path


def test_rules_are_read_from_every_folder_in_order(folder):
    (folder / "jd").mkdir()
    (folder / "common" / "b.yaml").write_text(RULE.format(id="b"), encoding="utf-8")
    (folder / "jd" / "a.yaml").write_text(RULE.format(id="a"), encoding="utf-8")
    (folder / "jd" / "notes.txt").write_text("no rule", encoding="utf-8")

    assert [rule.id for rule in loading.rules(Vocabulary({}))] == ["a", "b"]


def test_a_file_is_named_for_its_rule(folder):
    (folder / "common" / "b.yaml").write_text(RULE.format(id="a"), encoding="utf-8")

    with pytest.raises(RuleError, match=r"common/b\.yaml: id is a; a file is named for its rule, a\.yaml"):
        loading.rules(Vocabulary({}))


def test_one_rulebook_is_compiled_once():
    assert loading.rulebook() is loading.rulebook()


def test_no_django_is_needed():
    code = "import sys, guitai.domains.guard.loading as l; l.rulebook(); assert 'django' not in sys.modules"

    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[4])


@pytest.mark.usefixtures("shipped")
def test_a_rule_is_given_with_its_cases_and_as_it_is_written():
    assert list(loading.shipped()) == ["ship-a", "ship-b"]
    assert loading.shipped()["ship-a"].cases.hits
    assert loading.text_of("ship-a").startswith("id: ship-a\n")


@pytest.mark.parametrize("rule_id", ["ship-z", "../vocabulary", ""])
@pytest.mark.usefixtures("shipped")
def test_what_is_no_rule_has_no_text(rule_id):
    assert loading.text_of(rule_id) == ""
