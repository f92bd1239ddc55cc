"""How foreign tables are read: which heading stands for which column."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from guitai.common import audit
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.intake.models import ColumnMapping


@transaction.atomic
def save_mapping(
    *, shop: Shop, by: Membership, kind: str, columns: Mapping[str, str], file_name: str, at: datetime
) -> ColumnMapping:
    """Remember a mapping; one with the same headings, which would be found first, is replaced.

    :param columns: heading by key of the kind's column.
    """
    headings = sorted(columns.values())
    for known in ColumnMapping.objects.select_for_update().filter(shop=shop):
        if sorted(known.columns.values()) == headings:
            known.delete()
    mapping = ColumnMapping.objects.create(
        shop=shop, kind=kind, columns=dict(columns), file_name=file_name[:255], by=by, at=at
    )
    audit.record("mapping_saved", subject=mapping, by=by, at=at, shop_id=shop.pk, kind=kind)
    return mapping


@transaction.atomic
def remove_mapping(*, mapping: ColumnMapping, by: Membership, at: datetime) -> None:
    """Forget a mapping; what was imported by it stays."""
    audit.record("mapping_removed", subject=mapping, by=by, at=at, shop_id=mapping.shop_id, kind=mapping.kind)
    mapping.delete()
