"""What leads put right, as files for ``guitai learn``."""

import json
from datetime import datetime

import pytest
from tests.factories.accounts import MembershipFactory
from tests.factories.chat import MessageFactory
from tests.unit.web.reports.conftest import Opened

from guitai.domains.accounts.models import Membership, Role, Shop
from guitai.domains.chat.models import Conversation, Correction

HERE = "/s/yunshang/reports/asked/examples/"


@pytest.fixture
def corrected(conversation: Conversation, lead: Membership, now: datetime) -> None:
    """A line about price and stock, said by an angry buyer."""
    line = MessageFactory(conversation=conversation, text="M码还有吗，能便宜吗")
    for of, right in (("intents", "price stock"), ("mood", "angry")):
        Correction.objects.create(message=line, of=of, now=right, by=lead, at=now)


def test_each_file_has_an_example_a_line(shop: Shop, corrected: None, signed_in: Opened):
    trainer = signed_in(MembershipFactory(shop=shop, role=Role.TRAINER))

    intents, moods = (trainer.get(HERE, {"of": kind}) for kind in ("intents", "moods"))

    assert intents["Content-Disposition"] == 'attachment; filename="intents-yunshang.jsonl"'
    assert [json.loads(line)["intent"] for line in intents.content.decode().splitlines()] == [
        "price",
        "stock",
    ]
    assert "M码还有吗" in intents.content.decode()
    assert [turn["sat"] for turn in json.loads(moods.content)["turns"]] == [0]


def test_there_are_two_kinds_of_them(signed_in: Opened, lead: Membership):
    assert signed_in(lead).get(HERE, {"of": "buyers"}).status_code == 404


def test_who_may_not_put_anything_right_gets_none(signed_in: Opened, agent: Membership):
    assert signed_in(agent).get(HERE, {"of": "intents"}).status_code == 403
