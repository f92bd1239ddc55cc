"""The demo's after-sales cases are opened on orders that fit, and answered as far as time has come."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
import yaml
from tests.factories.trade import OrderFactory, OrderLineFactory

from guitai.connectors.files.demo_cases import open_cases
from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.models import Case, Kind
from guitai.domains.aftersales.playbook_texts import parsed, shipped
from guitai.domains.trade.models import Buyer, Order
from guitai.engines.playbooks import Step, onwards

EXAMPLES = Path(__file__).parents[4] / "examples" / "cases.yaml"
TOLD = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))


@pytest.fixture
def order(buyer: Buyer, now: datetime) -> Order:
    order = OrderFactory(buyer=buyer, status="signed", created_at=now - timedelta(days=20))
    OrderLineFactory(order=order, title="纯色衬衫")
    return order


def test_everybody_answers_what_is_theirs(
    order: Order,
    agent: Membership,
    other_agent: Membership,
    warehouse: Membership,
    lead: Membership,
    now: datetime,
) -> None:
    told = {
        "kind": "missent",
        "product": "衬衫",
        "fault": "颜色发错",
        "days_ago": 3,
        "pictures": 2,
        "answers": [
            {"differs": "要米白"},
            {"wrong": "货位放错"},
            {"denied": "看过单子"},
            "ours",
            "part",
            {"agreed": "12.00"},
        ],
    }

    assert open_cases(lead=lead, told=[told], at=now) == 1

    case = Case.objects.get()
    assert [line["name"] for line in case.trail] == ["小美", "老周", "小美", "王芳", "小美", "小美"]
    assert (case.state, case.cost_fen, case.pictures.count(), case.order) == ("ended", 1200, 2, order)


def test_what_would_come_later_is_still_to_be_answered(
    order: Order, agent: Membership, lead: Membership, now: datetime
) -> None:
    told = {"kind": "damaged", "product": "衬衫", "days_ago": 0, "pictures": 3, "answers": ["signed", "got"]}

    open_cases(lead=lead, told=[told], at=now)

    assert Case.objects.get().step == "damaged"


def test_an_order_gets_one_case_and_one_that_does_not_fit_none(
    order: Order, agent: Membership, lead: Membership, now: datetime
) -> None:
    told = {"kind": "lost", "product": "衬衫", "days_ago": 1, "answers": []}

    assert open_cases(lead=lead, told=[told, told, told | {"product": "大衣"}], at=now) == 1


@pytest.mark.parametrize("line", [line for lines in TOLD.values() for line in lines])
def test_the_examples_follow_the_playbooks(line: dict) -> None:
    """A playbook that changes must not leave the demo half built."""
    books = {key: parsed(text) for key, text in shipped().items()}
    book = next(each for each in books.values() if line["kind"] in each.starts)
    at = book.begin(Kind(line["kind"]))
    for told in line["answers"]:
        key, given = next(iter(told.items())) if isinstance(told, dict) else (told, "")
        assert isinstance(at, Step)
        answer = at.answer(key)
        assert answer is not None, (at.key, key)
        assert bool(given) or not (answer.wants or answer.amount), (at.key, key)
        assert answer.pictures <= line.get("pictures", 0)
        at = book.at(answer.to)
        if not isinstance(at, Step) and (further := onwards(books, at)):
            book, at = further
