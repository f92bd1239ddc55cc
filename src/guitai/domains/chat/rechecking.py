"""How far the imported lines of a shop are checked by its rules.

A file, not a row: it is written every second, and losing it costs no more than looking a second time.
"""

import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from guitai.common import events
from guitai.domains.accounts.models import Shop
from guitai.domains.chat import reviewing

# After so long a silence nobody is at it any more: its server was ended.
_SILENT_FOR = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedCheckWanted:
    """Somebody wants the imported lines of a shop checked that are not yet."""

    shop_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking:
    """How far it is: the key of the last line that was checked, and the counts of the present round."""

    is_running: bool = False
    upto: int = 0
    checked: int = 0
    found: int = 0
    total: int = 0
    told_at: float = 0.0

    @property
    def percent(self) -> int:
        """The part that is done, in hundredths."""
        return 100 * self.checked // self.total if self.total else 100

    @property
    def told(self) -> datetime:
        """When it was heard of last."""
        return datetime.fromtimestamp(self.told_at, UTC)


def checking_of(shop: Shop) -> Checking:
    """Say how far a shop's lines are checked."""
    try:
        return Checking(**json.loads(_path(shop.pk).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return Checking()


def ask(*, shop: Shop, at: datetime) -> int:
    """Let the lines that are not checked yet be checked; give how many there are. Twice is once."""
    before = checking_of(shop)
    if before.is_running and not is_silent(before, at=at):
        return before.total - before.checked
    total = reviewing.count_imported(shop, after=before.upto)
    if total:
        told = Checking(is_running=True, upto=before.upto, total=total, told_at=at.timestamp())
        transaction.on_commit(lambda: _write(shop.pk, told))
        events.publish(ImportedCheckWanted(shop_id=shop.pk))
    return total


def tell(
    *, shop: Shop, before: Checking, upto: int, is_over: bool, checked: int, found: int, at: datetime
) -> Checking:
    """Write down how far it is: up to which line, and how many more were checked and found."""
    told = replace(
        before,
        is_running=not is_over,
        upto=upto,
        checked=before.checked + checked,
        found=before.found + found,
        told_at=at.timestamp(),
    )
    _write(shop.pk, told)
    return told


def is_silent(checking: Checking, *, at: datetime) -> bool:
    """Say whether it should be under way, and nothing was heard of it for too long."""
    return checking.is_running and at - checking.told > _SILENT_FOR


def _write(shop_id: int, checking: Checking) -> None:
    path = _path(shop_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(f".{os.getpid()}")
    half.write_text(json.dumps(asdict(checking)), encoding="utf-8")
    half.replace(path)


def _path(shop_id: int) -> Path:
    return Path(settings.DATA_FOLDER) / "checked" / f"{shop_id}.json"
