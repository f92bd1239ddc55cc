"""A shop writes its playbooks: each text a version, refused where a case could not be led by it."""

from datetime import datetime

import pytest
from django.utils import translation
from tests.factories.aftersales import CaseFactory, PlaybookTextFactory

from guitai.common import audit
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales import playbook_changes as changes
from guitai.domains.aftersales.actions.playbooks import take_shipped, write_playbook
from guitai.domains.aftersales.errors import PlaybookRefusedError
from guitai.domains.aftersales.models import PlaybookText
from guitai.domains.aftersales.playbook_texts import kept_text, playbooks_of, shipped

QUALITY = shipped()["quality"]
SAY = "亲，收到几天了呢？麻烦拍张照。"
OWN = changes.change_step(QUALITY, "worn", {"say": SAY})


def write(
    by: Membership, at: datetime, written: str = OWN, *, base: int = 0, key: str = "quality"
) -> PlaybookText:
    return write_playbook(by=by, key=key, written=written, why="买家看不懂", at=at, base_version=base)


def refusal(by: Membership, at: datetime, written: str, *, base: int = 0) -> PlaybookRefusedError:
    with translation.override("en"), pytest.raises(PlaybookRefusedError) as refused:
        write(by, at, written, base=base)
    assert playbooks_of(by.shop)["quality"].steps["worn"].say != SAY
    return refused.value


def test_the_next_version_is_the_shops_own(shop: Shop, lead: Membership, now: datetime):
    row = write(lead, now)

    assert (row.version, row.is_own, row.by, row.why, row.at) == (1, True, lead, "买家看不懂", now)
    assert playbooks_of(shop)["quality"].steps["worn"].say == SAY
    [entry] = audit.entries(shop_id=shop.pk)
    assert (entry.deed, entry.facts) == ("playbook_written", {"playbook": "quality", "version": 1})


def test_a_running_case_keeps_the_text_it_came_in_by(shop: Shop, lead: Membership, now: datetime):
    kept = kept_text(shop, "quality", at=now)
    case = CaseFactory(order__buyer__shop=shop, playbook=kept, step="worn", kind="quality")

    write(lead, now, base=1)

    case.refresh_from_db()
    assert (case.playbook, case.playbook.written) == (kept, QUALITY)
    assert kept_text(shop, "quality", at=now).written == OWN


def test_the_shop_next_door_keeps_its_own(other_shop: Shop, lead: Membership, now: datetime):
    write(lead, now)

    assert playbooks_of(other_shop)["quality"].steps["worn"].say != SAY


def test_a_text_that_was_changed_meanwhile_is_not_written_over(shop: Shop, lead: Membership, now: datetime):
    other = changes.change_step(QUALITY, "wish", {"say": "亲，您想怎么处理？"})
    write(lead, now, other)

    refused = refusal(lead, now, OWN)

    assert "王芳 changed this playbook meanwhile" in refused.sentence
    assert PlaybookText.objects.get(shop=shop).written == other
    assert write(lead, now, base=1).version == 2


def test_what_a_case_came_in_by_is_no_change(shop: Shop, lead: Membership, now: datetime):
    kept_text(shop, "quality", at=now)

    assert write(lead, now, base=0).version == 2


REFUSED = [
    ("title: [", "playbook: this can't be read"),
    (
        changes.change_answer(QUALITY, "worn", "fresh", {"to": "gone"}),
        "steps.worn.answers.fresh.to: there is no",
    ),
    (
        changes.change_end(QUALITY, "to_refund", {"then": "returning.gone"}),
        "quality.ends.to_refund.then: there is",
    ),
    (changes.change_end(QUALITY, "kept", {"outcome": "gone"}), "ends.kept.outcome: 'gone' is none of"),
    (
        OWN.replace("starts:\n  quality: worn", "starts:\n  lost: worn"),
        "starts.quality: this playbook has to",
    ),
    (
        OWN.replace("starts:\n", "starts:\n  lost: worn\n"),
        "starts.lost: this playbook does not begin with it",
    ),
    (OWN.replace("key: quality", "key: damage"), "quality.key: this is 'damage'"),
]


@pytest.mark.parametrize(("written", "said"), REFUSED, ids=[said for _, said in REFUSED])
def test_what_cannot_be_used_is_refused_with_its_key(
    lead: Membership, now: datetime, written: str, said: str
):
    refused = refusal(lead, now, written)

    assert refused.sentence.startswith(said)
    assert refused.facts["at"] == said.split(": ")[0]
    assert refused.sentence == f"{refused.facts['at']}: {refused.facts['fault']}"
    assert not PlaybookText.objects.exists()


def test_playbooks_that_lead_into_one_another_for_ever_are_refused(lead: Membership, now: datetime):
    """Own reasons may lead to quality, but not if quality then leads nowhere but back."""
    round_about = QUALITY
    for end in ("explained", "kept", "part_given", "refunded", "declined", "to_refund", "to_exchange"):
        nothing = {"say": "", "remark": "", "flag": ""}
        round_about = changes.change_end(round_about, end, {**nothing, "then": "own_reasons.own_reasons"})
    round_about = changes.change_end(round_about, "to_conditions", {"then": "own_reasons.own_reasons"})
    own = shipped()["own_reasons"]
    for end in playbooks_of(lead.shop)["own_reasons"].ends:
        own = changes.change_end(own, end, {"say": "", "remark": "", "flag": "", "then": "quality.quality"})
    write(lead, now, own, key="own_reasons")

    assert "no way from here comes to rest" in refusal(lead, now, round_about).sentence


def test_there_is_no_other_playbook(lead: Membership, now: datetime):
    with pytest.raises(PlaybookRefusedError):
        write(lead, now, key="tea")


def test_the_shop_goes_back_to_what_comes_with_the_program(shop: Shop, lead: Membership, now: datetime):
    write(lead, now)

    row = take_shipped(by=lead, key="quality", at=now)

    assert (row.version, row.is_own, row.written, row.by) == (2, False, QUALITY, lead)
    assert kept_text(shop, "quality", at=now) == row
    assert [entry.deed for entry in audit.entries(shop_id=shop.pk)] == [
        "playbook_as_shipped",
        "playbook_written",
    ]


def test_who_keeps_to_the_shipped_one_has_nothing_to_go_back_from(
    shop: Shop, lead: Membership, now: datetime
):
    PlaybookTextFactory(shop=shop, key="quality", written=QUALITY)

    with pytest.raises(PlaybookRefusedError):
        take_shipped(by=lead, key="quality", at=now)

    assert PlaybookText.objects.count() == 1
