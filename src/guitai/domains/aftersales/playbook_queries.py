"""What can be asked about the playbooks of a shop: each as it is now, its history, what it leads."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from guitai.domains.accounts.models import Shop
from guitai.domains.aftersales import playbook_texts
from guitai.domains.aftersales.models import Case
from guitai.domains.aftersales.models import Kind as Kind
from guitai.domains.aftersales.models import Outcome as Outcome
from guitai.domains.aftersales.models import PlaybookText as PlaybookText
from guitai.domains.aftersales.models import Stage as Stage
from guitai.domains.aftersales.playbook_texts import own_texts, parsed
from guitai.engines.playbooks import Answer as Answer
from guitai.engines.playbooks import End as End
from guitai.engines.playbooks import Entry as Entry
from guitai.engines.playbooks import Playbook as Playbook
from guitai.engines.playbooks import Step as Step
from guitai.engines.playbooks import Who as Who
from guitai.engines.playbooks import onwards as onwards
from guitai.kernel import yaml_data

# The order in which they are read: by how often it happens, what the others lead into last.
_ORDER = ("own_reasons", "quality", "wrong_goods", "damage", "logistics", "returning")


@dataclass(frozen=True, slots=True)
class PlaybookKept:
    """A playbook as a shop keeps it now.

    ``version`` is that of its newest text, 0 where none was needed or written yet; ``cases`` are the running
    ones it leads, by whichever of its versions.
    """

    key: str
    book: Playbook
    written: str
    version: int
    is_own: bool
    cases: int


def playbooks_kept(shop: Shop) -> list[PlaybookKept]:
    """Give every playbook of a shop as it is now, in the order in which they are read."""
    own, versions, cases = own_texts(shop), _newest_versions(shop), _running_by_key(shop)
    order = {key: place for place, key in enumerate(_ORDER)}
    texts = {key: own[key].written if key in own else text for key, text in playbook_texts.shipped().items()}
    return [
        PlaybookKept(key, parsed(text), text, versions.get(key, 0), key in own, cases.get(key, 0))
        for key, text in sorted(texts.items(), key=lambda each: (order.get(each[0], len(order)), each[0]))
    ]


def playbook_kept(shop: Shop, key: str) -> PlaybookKept | None:
    """Give one playbook of a shop as it is now; None if there is none of this key."""
    return next((each for each in playbooks_kept(shop) if each.key == key), None)


def texts_of(shop: Shop, key: str) -> QuerySet[PlaybookText]:
    """Give the versions of a playbook the shop kept, the newest first."""
    return PlaybookText.objects.filter(shop=shop, key=key).select_related("by__person").order_by("-version")


def changes_between(before: str, after: str) -> list[tuple[str, str, str]]:
    """Give what differs between two texts of a playbook: the place, what stood there, what stands there.

    Comments, the layout and the order in which things stand are no difference.
    """
    old, new = dict(_leaves(before)), dict(_leaves(after))
    places = list(dict.fromkeys([*new, *old]))
    return [
        (place, old.get(place, ""), new.get(place, ""))
        for place in places
        if old.get(place, "") != new.get(place, "")
    ]


def _leaves(written: str) -> Iterator[tuple[str, str]]:
    """Give every value of a playbook with its place; the text was checked when it was kept."""
    waiting: list[tuple[str, object]] = [("", yaml_data.parsed(written))]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(f"{place}.{key}".lstrip("."), each) for key, each in reversed(value.items())]
        else:
            yield place, str(value)


def _newest_versions(shop: Shop) -> dict[str, int]:
    rows = PlaybookText.objects.filter(shop=shop).order_by("version")
    return dict(rows.values_list("key", "version"))


def _running_by_key(shop: Shop) -> dict[str, int]:
    rows = Case.objects.filter(shop=shop, state=Case.State.RUNNING).order_by()
    return dict(rows.values_list("playbook__key").annotate(count=Count("pk")))
