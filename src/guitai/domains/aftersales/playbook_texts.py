"""Which playbooks a shop has: those that come with the program, and its own in their place (A2)."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path

from django.db.models import Exists, OuterRef

from guitai.domains.accounts.models import Shop
from guitai.domains.aftersales.models import PlaybookText
from guitai.engines.playbooks import Playbook, load

_FOLDER = Path(__file__).with_name("playbooks")


@cache
def shipped() -> Mapping[str, str]:
    """Give the playbooks that come with the program as they are written, by their keys."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(_FOLDER.glob("*.yaml"))}


@lru_cache(maxsize=512)
def parsed(written: str) -> Playbook:
    """Read a playbook that was checked when it was kept; what is asked again and again is read once."""
    return load(written)


def own_texts(shop: Shop) -> dict[str, PlaybookText]:
    """Give the last text of each playbook the shop wrote itself and keeps to."""
    later = PlaybookText.objects.filter(shop=shop, key=OuterRef("key"), version__gt=OuterRef("version"))
    latest = PlaybookText.objects.filter(~Exists(later), shop=shop, is_own=True)
    return {row.key: row for row in latest}


def playbooks_of(shop: Shop) -> dict[str, Playbook]:
    """Give every playbook as the shop keeps it now, by its key; its own where it wrote one."""
    own = {key: row.written for key, row in own_texts(shop).items()}
    return {key: parsed(written) for key, written in {**shipped(), **own}.items()}


def playbook_for(shop: Shop, state: str) -> str:
    """Give the key of the playbook that begins with this kind of case.

    :raises LookupError: if the shop has none for it.
    """
    found = [key for key, playbook in playbooks_of(shop).items() if state in playbook.starts]
    if not found:
        raise LookupError(state)
    return found[0]


def kept_text(shop: Shop, key: str, *, at: datetime) -> PlaybookText:
    """Give a playbook's text as a row a case can hold on to, the one in force now.

    What comes with the program is written down when a case first needs it, so that a newer program does not
    move what is under way.
    """
    latest = PlaybookText.objects.filter(shop=shop, key=key).order_by("-version").first()
    if latest is not None and (latest.is_own or latest.written == shipped().get(key)):
        return latest
    version = latest.version + 1 if latest else 1
    row, _is_new = PlaybookText.objects.get_or_create(
        shop=shop, key=key, version=version, defaults={"written": shipped()[key], "is_own": False, "at": at}
    )
    return row
