"""A case is opened with the pictures of its talk, or not at all."""

import io
from datetime import datetime

import pytest
from PIL import Image
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory

from guitai.common.files import keep_picture
from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.actions.ending import merge
from guitai.domains.aftersales.actions.from_talk import file_sent, open_from_talk
from guitai.domains.aftersales.errors import CasePictureRefusedError, CaseRefusedError, NoSuchCaseError
from guitai.domains.aftersales.events import CaseChanged
from guitai.domains.aftersales.models import Case
from guitai.domains.chat.models import Conversation, Message

pytestmark = pytest.mark.usefixtures("books")


def picture(talk: Conversation, now: datetime) -> Message:
    written = io.BytesIO()
    Image.new("RGB", (4, 3), (Message.objects.count(), 9, 9)).save(written, "PNG")
    kept = keep_picture(written.getvalue(), shop_id=talk.shop_id, at=now)
    return MessageFactory(conversation=talk, kind="picture", text="", picture=kept, sent_at=now)


def test_it_is_opened_with_its_pictures_and_announced(
    conversation: Conversation, agent: Membership, now: datetime, announced
):
    sent = picture(conversation, now)

    with announced() as events:
        case = open_from_talk(
            kind="damaged",
            by=agent,
            at=now,
            messages=[sent.pk] * 2,
            conversation=conversation,
            said="碎了",
        )

    assert [each.message for each in case.pictures.all()] == [sent.pk]
    assert (case.buyer, case.said) == (conversation.buyer, "碎了")
    assert next(each.number for each in events if isinstance(each, CaseChanged)) == case.number


def test_a_picture_of_another_buyer_lets_nothing_be_opened(
    conversation: Conversation, agent: Membership, now: datetime
):
    other = picture(ConversationFactory(buyer=BuyerFactory(shop=agent.shop)), now)

    with pytest.raises(CasePictureRefusedError):
        open_from_talk(kind="damaged", by=agent, at=now, messages=[other.pk], conversation=conversation)

    assert not Case.objects.exists()


def test_what_can_not_be_opened_is_refused(conversation: Conversation, agent: Membership, now: datetime):
    with pytest.raises(CaseRefusedError):
        open_from_talk(kind="", by=agent, at=now, conversation=conversation)


def test_later_pictures_are_filed_once(conversation: Conversation, agent: Membership, now: datetime):
    case = open_from_talk(kind="damaged", by=agent, at=now, conversation=conversation)
    sent = picture(conversation, now)

    for _ in range(2):
        file_sent(case_id=case.pk, messages=[sent.pk], by=agent, at=now)

    assert case.pictures.count() == 1


def test_a_case_that_is_over_or_elsewhere_takes_none(
    conversation: Conversation, agent: Membership, neighbour: Membership, now: datetime
):
    case = open_from_talk(kind="damaged", by=agent, at=now, conversation=conversation)
    into = open_from_talk(kind="quality", by=agent, at=now, conversation=conversation)
    with pytest.raises(NoSuchCaseError):
        file_sent(case_id=case.pk, messages=[], by=neighbour, at=now)

    merge(case_id=case.pk, into_id=into.pk, by=agent, at=now)

    with pytest.raises(CaseRefusedError):
        file_sent(case_id=case.pk, messages=[], by=agent, at=now)
