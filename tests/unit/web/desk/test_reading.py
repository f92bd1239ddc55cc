"""The mood stands beside the talk with what speaks for it; a lead puts it right, and nobody else."""

from typing import Any

import pytest
from django.test import Client
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.models import Conversation, Correction, Message
from guitai.engines.understanding.moves import moves
from guitai.engines.understanding.types import Mood
from guitai.web.desk.reading import MOODS


@pytest.fixture
def complaint(conversation: Conversation) -> Message:
    """A line of an angry buyer, and what was read out of it."""
    said = MessageFactory(conversation=conversation, text="你们就是骗子，退钱！！")
    conversation.mood, conversation.satisfaction, conversation.losing_interest = "angry", 1, 0
    conversation.reading = {
        "asked": [{"intent": "refund", "message": said.pk, "score": 0.9, "start": 7, "end": 9}],
        "evidence": [{"message": said.pk, "sign": "words", "weight": 0.9, "facts": {"words": "骗子"}}],
        "cooling": [],
        "moves": [next(iter(moves()))],
    }
    conversation.save()
    return said


@pytest.fixture
def leads_desk(lead: Membership) -> Client:
    client = Client(headers={"accept": "application/json"})
    client.force_login(lead.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _page(desk: Client, talk: Conversation) -> str:
    answer = desk.get(f"/s/yunshang/desk/{talk.pk}/reading/")
    assert answer.status_code == 200
    return answer.content.decode()


def _correct(desk: Client, talk: Conversation, body: Any) -> Any:
    return desk.post(f"/s/yunshang/desk/{talk.pk}/reading/correct/", body, content_type="application/json")


def test_the_mood_is_told_with_what_speaks_for_it_and_words_to_say(
    desk: Client, conversation: Conversation, complaint: Message
) -> None:
    page = _page(desk, conversation)

    assert 'data-mood="angry"' in page
    assert "骗子" in page
    assert f'data-message="{complaint.pk}"' in page
    assert f'data-say="{next(iter(moves().values())).say}"' in page
    assert "data-set-mood" not in page
    assert "data-chip" not in page


def test_a_calm_buyer_has_no_line_but_the_box_still_tells(desk: Client, conversation: Conversation) -> None:
    MessageFactory(conversation=conversation, text="有货吗")
    conversation.mood, conversation.satisfaction = "neutral", 3
    conversation.save()

    page = _page(desk, conversation)

    assert "reading-line" not in page.replace("reading-line-part", "")
    assert "有货吗" in page


def test_losing_interest_stands_first_unless_a_worse_mood_does(
    desk: Client, conversation: Conversation, complaint: Message
) -> None:
    cooling = [{"message": complaint.pk, "sign": "put_off", "weight": 0.8, "facts": {"words": "再看看"}}]
    conversation.reading["cooling"], conversation.losing_interest = cooling, 100
    conversation.save()
    page = _page(desk, conversation)
    assert page.index("骗子") < page.index("再看看")
    assert 'class="mood" data-mood="losing"' not in page

    conversation.mood = "content"
    conversation.save()
    page = _page(desk, conversation)
    assert page.index("再看看") < page.index("骗子")
    assert page.count('data-mood="losing"') == 2


def test_a_lead_puts_the_mood_right_with_one_key(
    leads_desk: Client, conversation: Conversation, complaint: Message, lead: Membership
) -> None:
    page = _page(leads_desk, conversation)
    assert [f'data-set-mood="{key}"' in page for key in MOODS] == [True] * 5

    row = _correct(leads_desk, conversation, {"mood": "neutral"}).json()["conversation"]

    assert row["mood"] == "neutral"
    assert lead.nickname in _page(leads_desk, conversation)


def test_a_lead_says_what_a_line_asks(
    leads_desk: Client, conversation: Conversation, complaint: Message
) -> None:
    body = {"message": complaint.pk, "intents": ["complaint", "quality"]}

    assert _correct(leads_desk, conversation, body).json()["conversation"]["id"] == conversation.pk

    page = _page(leads_desk, conversation)
    assert 'data-chip="complaint"' in page
    assert 'data-chip="quality"' in page
    assert "tk refund" in page  # 退款, found by its first letters


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        "not JSON",
        {"mood": 1},
        {"message": "x", "intents": []},
        {"message": 1, "intents": "price"},
        {"message": 1, "intents": [1]},
    ],
    ids=str,
)
def test_what_says_nothing_is_refused_with_a_sentence(
    leads_desk: Client, conversation: Conversation, complaint: Message, body: Any
) -> None:
    answer = _correct(leads_desk, conversation, body)

    assert (answer.status_code, answer.json()["code"]) == (400, "desk.malformed")
    assert not Correction.objects.exists()


def test_a_mood_that_is_none_is_refused(
    leads_desk: Client, conversation: Conversation, complaint: Message
) -> None:
    answer = _correct(leads_desk, conversation, {"mood": "happy"})

    assert (answer.status_code, answer.json()["code"]) == (409, "chat.unknown_reading")


def test_lines_and_talks_of_others_are_not_there(
    leads_desk: Client, desk: Client, conversation: Conversation, complaint: Message, other_shop: Shop
) -> None:
    elsewhere = ConversationFactory(buyer=BuyerFactory(shop=other_shop))
    theirs = MessageFactory(conversation=elsewhere)

    assert leads_desk.get(f"/s/yunshang/desk/{elsewhere.pk}/reading/").status_code == 404
    assert _correct(leads_desk, elsewhere, {"mood": "angry"}).status_code == 404
    assert _correct(leads_desk, conversation, {"message": theirs.pk, "intents": []}).status_code == 404
    assert _correct(desk, conversation, {"mood": "neutral"}).status_code == 403
    assert not Correction.objects.exists()


def test_every_mood_has_its_digit() -> None:
    assert list(MOODS) == [mood.value for mood in Mood]
