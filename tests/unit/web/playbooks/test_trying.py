"""A walk on trial: each answer shows what it leaves, and nothing is kept."""

from django.utils import translation
from tests.factories.aftersales import BACK, SHORT

from guitai.domains.aftersales.models import Case, PlaybookText
from guitai.domains.aftersales.playbook_texts import parsed
from guitai.web.playbooks.trying import Walk

BOOKS = {"short": parsed(SHORT), "back": parsed(BACK)}
TRY = "/s/yunshang/playbooks/quality/try/"


def walk(*answers: str, start: str = "damaged") -> Walk:
    return Walk(BOOKS, "short", start, answers)


def test_a_walk_begins_at_its_start():
    with translation.override("en"):
        now = walk().standing()

    assert (now.ask, now.who, now.evidence) == (
        "Are there photos?",
        "Buyer",
        "Photos of the parcel and its label",
    )
    assert now.say == "亲，麻烦您拍一下云裳纯色衬衫。"
    assert [(each.number, each.title, each.address) for each in now.choices] == [
        (1, "There are", "?start=damaged&a=photos#now"),
        (2, "None", "?start=damaged&a=none#now"),
    ]


def test_each_answer_shows_what_it_leaves():
    with translation.override("en"):
        went = walk("photos", "claimed", "part")

    photos, claimed, part = went.turns
    assert (photos.remark, photos.pictures, photos.undo) == ("破损有图", 1, "?start=damaged#now")
    assert claimed.entry == "claimed"
    assert (part.remark, part.flag, part.entry) == ("已补偿", "green", "given to the buyer ≤ ¥30.00")
    assert part.undo == "?start=damaged&a=photos&a=claimed#now"
    assert (went.standing().place.key, went.standing().choices) == ("kept", ())


def test_a_walk_goes_on_in_the_playbook_an_end_leads_to():
    with translation.override("en"):
        now = walk("photos", "claimed", "returns").standing()

    assert (now.playbook, now.ask, now.stage) == ("Return", "Is it on its way?", "sent back")
    assert now.choices[0].address.endswith("&a=returns&a=here#now")


def test_an_answer_nobody_knows_ends_the_way_there():
    went = walk("photos", "gone", "part")

    assert (len(went.turns), went.standing().place.key) == (1, "claim")


def test_the_page_shows_the_way_and_keeps_nothing(agent, signed_in):
    body = signed_in(agent).get(f"{TRY}?start=quality&a=fresh&a=defect").content.decode()

    assert "3天内没穿洗，报质量" in body
    assert "看照片是质量问题" in body
    assert "Our fault: something else, the money back" in body
    assert "start=quality&amp;a=fresh&amp;a=defect&amp;a=exchange#now" in body
    assert not Case.objects.exists()
    assert not PlaybookText.objects.exists()


def test_an_unknown_start_is_the_first_one(agent, signed_in):
    assert "Ask for pictures" in signed_in(agent).get(f"{TRY}?start=gone").content.decode()
