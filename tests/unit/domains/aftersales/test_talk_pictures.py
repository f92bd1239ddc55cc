import io
from datetime import datetime, timedelta
from typing import Any

import pytest
from PIL import Image
from tests.factories.aftersales import OPENED, CaseFactory
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import OrderFactory

from guitai.common.files import keep_picture
from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.actions import pictures
from guitai.domains.aftersales.models import Case
from guitai.domains.aftersales.talk_pictures import LOOKS_BACK, pictures_offered
from guitai.domains.chat.models import Conversation, Message


@pytest.fixture
def case(conversation: Conversation, agent: Membership) -> Case:
    made: Case = CaseFactory(order=OrderFactory(buyer=conversation.buyer), owner=agent)
    return made


@pytest.fixture
def send(conversation: Conversation, agent: Membership) -> Any:
    """Give ``send(sent_at, **columns)``, a picture in the buyer's talk."""

    def sent(sent_at: datetime, **told: Any) -> Message:
        written = io.BytesIO()
        Image.new("RGB", (4, 4), "red").save(written, "PNG")
        picture = keep_picture(written.getvalue(), shop_id=agent.shop_id, at=OPENED)
        usual = {"conversation": conversation, "kind": "picture", "text": "", "picture": picture}
        message: Message = MessageFactory(**usual | {"sent_at": sent_at} | told)
        return message

    return sent


def test_what_the_buyer_sent_is_offered_the_newest_first(case: Case, send: Any):
    early, late = send(OPENED - timedelta(hours=5)), send(OPENED + timedelta(minutes=5))

    assert pictures_offered(case) == [late, early]


def test_what_is_old_or_somebody_elses_is_not_offered(case: Case, send: Any, agent: Membership):
    send(OPENED - LOOKS_BACK - timedelta(minutes=1))
    send(OPENED, author="agent", agent=agent)
    send(OPENED, conversation=ConversationFactory(agent=agent))

    assert pictures_offered(case) == []


def test_what_is_filed_or_was_taken_out_again_is_not_offered(case: Case, send: Any, lead: Membership):
    stays, goes = send(OPENED), send(OPENED + timedelta(minutes=1))
    for message in (stays, goes):
        filed = pictures.file_from_chat(message_id=message.pk, case=case, by=lead, at=OPENED)
    pictures.remove(picture_id=filed.pk, by=lead, at=OPENED)

    assert pictures_offered(case) == []


def test_without_a_buyer_nothing_is_offered(case: Case, send: Any):
    send(OPENED)
    case.buyer = None

    assert pictures_offered(case) == []
