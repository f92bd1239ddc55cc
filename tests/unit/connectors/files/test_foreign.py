import logging
from pathlib import Path

import pytest
from tests.factories.intake import ColumnMappingFactory

from guitai.connectors.files.foreign import foreign_tables
from guitai.connectors.files.importing import import_file
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.trade.models import Order
from guitai.kernel.decoding import UnreadableFileError

COLUMNS = {"order_id": "单号", "buyer": "客户", "created_at": "日期", "paid": "金额"}


@pytest.fixture
def erp(tmp_path: Path) -> Path:
    path = tmp_path / "erp.csv"
    path.write_text("单号,客户,日期,金额\n35153131499000001,tb_a,2026-03-01 9:00,8.00\n", encoding="utf-8")
    return path


def test_a_mapped_table_is_imported_wherever_it_comes_from(erp: Path, lead: Membership, now):
    with pytest.raises(UnreadableFileError):
        import_file(erp, shop=lead.shop, at=now)
    ColumnMappingFactory(by=lead, columns=COLUMNS)

    [report] = import_file(erp, shop=lead.shop, at=now)

    assert (report.kind, report.added) == ("taobao_orders", 1)
    assert Order.objects.get().paid_fen == 800


def test_a_mapping_is_of_its_shop_alone(erp: Path, lead: Membership, other_shop: Shop, now):
    ColumnMappingFactory(by=lead, columns=COLUMNS)

    with pytest.raises(UnreadableFileError):
        import_file(erp, shop=other_shop, at=now)


@pytest.mark.parametrize(
    "mapping",
    [
        {"kind": "gone"},
        {"columns": {"order_id": "单号", "gone": "客户"}},
        {"columns": {"buyer": "客户"}},
        {"columns": {"order_id": ""}},
    ],
    ids=["kind", "column", "needed", "empty"],
)
def test_a_mapping_a_newer_version_cannot_read_is_left_out(
    lead: Membership, mapping: dict, caplog: pytest.LogCaptureFixture
):
    ColumnMappingFactory(by=lead, **mapping)
    kept = ColumnMappingFactory(by=lead, columns=COLUMNS)

    with caplog.at_level(logging.WARNING):
        tables = foreign_tables(lead.shop)

    assert [table.kind for table in tables] == [kept.kind]
    assert "gone" in caplog.text
