import json
from datetime import datetime, timedelta, timezone

import pytest
from django.utils import translation
from tests.factories.chat import ConversationFactory, MessageFactory, PictureFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.chat import shapes
from guitai.domains.chat.models import Author, Conversation, Kind
from guitai.domains.trade.models import Buyer
from guitai.engines.rulebook.types import Category, Finding, Severity, Verdict


def _event(conversation: Conversation, **card: object):
    return MessageFactory(
        conversation=conversation, author=Author.SYSTEM, kind=Kind.EVENT, text="", card=card
    )


def _told(message, *, for_buyer: bool = False, language: str = "en") -> str:
    with translation.override(language):
        shape = shapes.message_shape(message, shop_key="yunshang")
        return shapes.localised(shape, for_buyer=for_buyer)["text"]


def test_times_are_utc_with_milliseconds(now: datetime):
    local = now.astimezone(timezone(timedelta(hours=8)))

    assert shapes.moment(local) == "2026-03-02T02:00:00.000Z"
    assert shapes.moment(None) is None


def test_a_row_shows_everything_the_list_needs(conversation: Conversation, agent: Membership):
    row = shapes.row(conversation)

    assert row["buyer"] == {
        "id": conversation.buyer_id,
        "name": "tb_demo01",
        "vip": False,
        "returning": True,
    }
    assert row["agent"] == {"id": agent.pk, "name": "小美"}
    assert (row["state"], row["group"], row["closed_at"], row["rating"]) == ("open", None, None, None)


@pytest.mark.parametrize(("percent", "told"), [(100, 100), (10, 0)])
def test_a_row_tells_the_mood_and_lost_interest_where_it_is_worth_it(
    conversation: Conversation, percent: int, told: int
):
    conversation.mood, conversation.satisfaction, conversation.losing_interest = "angry", 1, percent

    row = shapes.row(conversation)

    assert (row["mood"], row["satisfaction"], row["losing"]) == ("angry", 1, told)


def test_a_row_without_an_agent_names_none(queued: Conversation):
    row = shapes.row(queued)

    assert (row["agent"], row["state"], row["unread"]) == (None, "waiting", 1)
    assert not row["buyer"]["returning"]


def test_a_message_shows_who_wrote_it_and_its_parts(conversation: Conversation, agent: Membership):
    message = MessageFactory(conversation=conversation, agent=agent, text="有的/:^_^", local_id="k1-1")

    shape = shapes.localised(shapes.message_shape(message, shop_key="yunshang"))

    assert shape["agent"] == {"id": agent.pk, "name": "小美"}
    assert (shape["author"], shape["kind"], shape["local_id"]) == ("agent", "text", "k1-1")
    assert shape["parts"] == [{"text": "有的"}, {"emoji": "/:^_^", "name": "微笑", "glyph": "🙂"}]


def test_a_picture_has_an_address_in_its_shop(conversation: Conversation):
    picture = PictureFactory(shop_id=conversation.shop_id)
    message = MessageFactory(conversation=conversation, kind=Kind.PICTURE, text="", picture=picture)

    shape = shapes.message_shape(message, shop_key="yunshang")

    assert shape["picture"] == {
        "url": f"/s/yunshang/desk/pictures/{picture.pk}/",
        "width": 40,
        "height": 30,
    }


def test_a_step_of_a_guide_has_its_picture_on_both_sides(conversation: Conversation, agent: Membership):
    picture = PictureFactory(shop_id=conversation.shop_id)
    card = {"guide": 3, "step": 1, "of": 4, "title": "申请退款", "text": "打开我的订单"}
    message = MessageFactory(
        conversation=conversation, agent=agent, kind=Kind.GUIDE, text="", card=card, picture=picture
    )

    ours, theirs = shapes.message_shape(message, shop_key="yunshang"), shapes.buyer_message_shape(message)

    assert ours["card"] == card
    assert ours["picture"]["url"] == f"/s/yunshang/desk/pictures/{picture.pk}/"
    assert theirs is not None
    assert (theirs["card"], theirs["picture"]["id"]) == (card, picture.pk)
    assert shapes.preview(message) == "申请退款 1/4"


def test_a_buyer_never_gets_a_note(conversation: Conversation, agent: Membership):
    note = MessageFactory(conversation=conversation, agent=agent, kind=Kind.NOTE, text="难缠")

    assert shapes.buyer_message_shape(note) is None


@pytest.mark.parametrize("event", ["queued", "reopened", "rated", "adopted"])
def test_a_buyer_is_not_told_of_what_is_not_theirs(conversation: Conversation, event: str):
    assert shapes.buyer_message_shape(_event(conversation, event=event)) is None


def test_a_buyer_is_told_who_serves_them_but_not_why(conversation: Conversation):
    message = _event(
        conversation, event="assigned", reason="unanswered", **{"from": "小美", "to": "阿杰"}, why="had_it"
    )

    shown = shapes.buyer_message_shape(message)

    assert shown["card"] == {"event": "assigned", "to": "阿杰"}


def test_a_buyer_sees_an_agents_name_and_no_number(conversation: Conversation, agent: Membership):
    shown = shapes.buyer_message_shape(MessageFactory(conversation=conversation, agent=agent, text="有的"))

    assert shown["agent"] == {"name": "小美"}


def test_a_buyers_picture_names_itself_for_signing(conversation: Conversation):
    picture = PictureFactory(shop_id=conversation.shop_id)
    message = MessageFactory(conversation=conversation, kind=Kind.PICTURE, text="", picture=picture)

    assert shapes.buyer_message_shape(message)["picture"] == {
        "url": "",
        "width": 40,
        "height": 30,
        "id": picture.pk,
    }


@pytest.mark.parametrize(
    ("card", "sentence"),
    [
        ({"event": "assigned", "reason": "routed", "to": "小美"}, "小美 received the conversation"),
        (
            {"event": "assigned", "reason": "transfer", "by": "小美", "to": "阿杰"},
            "小美 transferred the conversation to 阿杰",
        ),
        (
            {"event": "assigned", "reason": "take_over", "by": "王芳"},
            "王芳 took the conversation over",
        ),
        (
            {"event": "assigned", "reason": "unanswered", "from": "小美", "to": "阿杰"},
            "Unanswered for too long: passed from 小美 to 阿杰",
        ),
        (
            {"event": "assigned", "reason": "shift_end", "from": "小美", "to": "阿杰"},
            "Shift ended: passed from 小美 to 阿杰",
        ),
        ({"event": "queued", "from": "小美"}, "Back in the queue; 小美 no longer has it"),
        ({"event": "queued"}, "In the queue"),
        ({"event": "closed", "by": "小美"}, "小美 closed the conversation"),
        ({"event": "closed"}, "The conversation was closed"),
        ({"event": "reopened"}, "The conversation was reopened"),
        ({"event": "rated", "score": 4}, "The buyer rated the conversation: 4 of 5"),
        ({"event": "adopted", "from": "V", "to": "tb"}, "V signed in to the shop as tb"),
        ({"event": "something of tomorrow"}, ""),
    ],
)
def test_what_happened_is_a_sentence(conversation: Conversation, card: dict[str, object], sentence: str):
    assert _told(_event(conversation, **card)) == sentence


def test_a_buyer_reads_their_own_sentences(conversation: Conversation):
    assigned = _event(conversation, event="assigned", to="小美")

    assert _told(assigned, for_buyer=True) == "小美 is at your service"
    assert _told(_event(conversation, event="closed"), for_buyer=True) == "The conversation has ended"


@pytest.mark.parametrize(
    ("kind", "text", "card", "shown"),
    [
        (Kind.TEXT, "有货吗\n谢谢/:^_^", {}, "有货吗 谢谢[微笑]"),
        (Kind.PRODUCT, "", {"title": "连衣裙"}, "连衣裙"),
        (Kind.ORDER, "", {"number": "30001"}, "30001"),
        (Kind.PICTURE, "", {}, ""),
    ],
)
def test_a_list_shows_a_line_of_the_last_message(
    conversation: Conversation, kind: Kind, text: str, card: dict[str, str], shown: str
):
    assert shapes.preview(MessageFactory(conversation=conversation, kind=kind, text=text, card=card)) == shown


def test_a_preview_is_short(buyer: Buyer):
    message = MessageFactory(conversation=ConversationFactory(buyer=buyer), text="好" * 4000)

    assert len(shapes.preview(message)) == 100


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("有货吗", True),
        ("", True),
        ("看 https://example.com/:x 这个", False),  # to be on the safe side
        ("/:^_^", False),
        ("\\T/:^_^\\T", False),
        ("/:&gt;_&lt;", False),
    ],
)
def test_what_is_the_same_in_every_language_is_known_at_once(
    conversation: Conversation, text: str, same: bool
):
    shape = shapes.message_shape(MessageFactory(conversation=conversation, text=text), shop_key="yunshang")
    shown = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            shown.append(shapes.localised(shape))

    assert shapes.is_the_same_in_every_language(shape) is same
    assert not same or shown[0] == shown[1]


def test_what_happened_is_not_the_same_in_every_language(conversation: Conversation):
    shape = shapes.message_shape(_event(conversation, event="queued"), shop_key="yunshang")

    assert not shapes.is_the_same_in_every_language(shape)


def test_a_verdict_is_shown_with_words_for_its_severities():
    found = Finding(
        rule="off-contact",
        category=Category.OFF_PLATFORM,
        severity=Severity.BLOCK,
        start=2,
        end=4,
        matched="微信",
        title="标题",
        why="原因",
        source="来源",
        penalty="扣分",
        rewrite="在这里联系我",
    )

    shown = shapes.verdict(Verdict(Severity.BLOCK, (found,)))

    (finding,) = shown["findings"]
    assert shown["severity"] == finding["severity"] == "block"
    assert (finding["category"], finding["start"], finding["end"]) == ("off_platform", 2, 4)
    assert json.loads(json.dumps(shown)) == shown
