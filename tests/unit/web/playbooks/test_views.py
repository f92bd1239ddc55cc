"""The list of playbooks and one of them as a tree."""

from datetime import datetime

import pytest
from tests.factories.aftersales import CaseFactory

from guitai.domains.aftersales.actions.playbooks import write_playbook
from guitai.domains.aftersales.playbook_changes import change_step
from guitai.domains.aftersales.playbook_texts import kept_text, shipped

LIST = "/s/yunshang/playbooks/"
BOOK = f"{LIST}quality/"


def test_every_playbook_is_listed_with_what_begins_with_it(shop, lead, now: datetime, signed_in):
    own = change_step(shipped()["quality"], "worn", {"hours": 9})
    write_playbook(by=lead, key="quality", written=own, why="", at=now, base_version=0)
    CaseFactory(order__buyer__shop=shop, playbook=kept_text(shop, "damage", at=now), step="decide")

    body = signed_in(lead).get(LIST).content.decode()

    assert all(f'href="{LIST}{key}/"' in body for key in shipped())
    assert body.count("as shipped") == 5
    assert body.count("own</span>") == 1
    assert "version 1" in body
    assert "can&#x27;t be delivered、delivered elsewhere、lost on the way、broken on the way" in body


def test_a_tree_has_the_steps_their_words_and_what_each_answer_leaves(lead, signed_in):
    body = signed_in(lead).get(BOOK).content.decode()

    assert "How long ago did it come? Worn, washed? Ask for pictures" in body
    assert "亲，{商品}给您添麻烦了" in body
    assert "3天内没穿洗，报质量" in body
    assert 'href="#step-wish"' in body
    assert f'href="{LIST}returning/"' in body
    assert f'hx-get="{BOOK}steps/worn/answers/fresh/"' in body


def test_who_answers_reads_and_has_nothing_to_change(agent, signed_in):
    body = signed_in(agent).get(BOOK).content.decode()

    assert "Ask for pictures" in body
    assert "hx-get" not in body
    assert f"{BOOK}text/" not in body


@pytest.mark.parametrize("address", [LIST, BOOK, f"{BOOK}history/", f"{BOOK}try/"])
def test_who_has_nothing_to_do_with_cases_reads_none(address: str, warehouse, signed_in):
    assert signed_in(warehouse).get(address).status_code == 403


def test_there_is_no_other(lead, signed_in):
    assert signed_in(lead).get(f"{LIST}tea/").status_code == 404
