"""Files that were brought in, their rejected lines, mappings of foreign tables."""

import json
from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from guitai.domains.intake import files
from guitai.domains.intake.models import ColumnMapping, RejectedSheet, Run, State
from tests.factories.accounts import MembershipFactory

ARRIVED = datetime(2026, 3, 1, 9, tzinfo=UTC)


class RunFactory(DjangoModelFactory):
    """A file of orders that is ready to be imported; it lies nowhere."""

    class Meta:
        model = Run

    by = factory.SubFactory(MembershipFactory)
    shop = factory.SelfAttribute("by.shop")
    name = factory.Sequence(lambda number: f"订单{number}.csv")
    sha256 = factory.Sequence(lambda number: f"{number:064x}")
    size = 1000
    state = State.READY
    kinds = [{"kind": "taobao_orders", "encoding": "gb18030", "version": "2017"}]
    place = 1
    lines = 3
    is_counted = True
    uploaded_at = ARRIVED
    finished_at = factory.LazyAttribute(
        lambda run: (
            ARRIVED
            if run.state not in {State.READY, State.UNMAPPED, State.REFUSED, State.WAITING, *RUNNING}
            else None
        )
    )


RUNNING = {State.READING, State.WRITING}


class RejectedSheetFactory(DjangoModelFactory):
    class Meta:
        model = RejectedSheet

    run = factory.SubFactory(RunFactory, state=State.DONE, rejected=1)
    kind = "taobao_orders"
    name = "订单.csv"
    headings = ["订单编号", "买家会员名"]
    lines = json.dumps([[7, "订单编号", "订单编号 is empty.", ["", "=cmd()"]]], ensure_ascii=False)


class ColumnMappingFactory(DjangoModelFactory):
    class Meta:
        model = ColumnMapping

    by = factory.SubFactory(MembershipFactory)
    shop = factory.SelfAttribute("by.shop")
    kind = "taobao_orders"
    columns = {"order_id": "单号", "buyer": "客户"}
    file_name = "erp.csv"
    at = ARRIVED


def with_file(run: Run, data: bytes) -> Run:
    """Let a run's file lie where it should."""
    path = files.keep([data], name=run.name)
    run.folder = path.parent.name
    run.save()
    return run
