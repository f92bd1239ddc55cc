"""Builds the demo shops out of the example exports, by the same importers a shop uses."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import yaml
from django.db import transaction
from django.utils.translation import gettext as _

from guitai.connectors.files.demo_cases import open_cases
from guitai.connectors.files.importing import import_file, in_order
from guitai.domains.accounts import actions as accounts
from guitai.domains.accounts import queries
from guitai.domains.accounts.queries import Group, Membership, Person, Role, ShiftPattern, Shop
from guitai.domains.catalog import actions as catalog
from guitai.domains.catalog.drafts import ActivityDraft
from guitai.domains.chat.fact_rows import first_and_last
from guitai.domains.delivery import actions as delivery
from guitai.domains.delivery.drafts import CourierDraft
from guitai.domains.delivery.queries import courier_named
from guitai.domains.followups.filling import fill, fill_buyers
from guitai.domains.insight.actions import look_through
from guitai.domains.insight.answer_looking import look
from guitai.domains.knowledge.actions import open_default_folders
from guitai.domains.knowledge.drafts import EntryRow, PhraseRow
from guitai.domains.knowledge.guides import put_default_guides
from guitai.domains.knowledge.importing import import_phrases
from guitai.domains.knowledge.importing_entries import import_entries
from guitai.domains.knowledge.queries import Scope
from guitai.domains.trade.buying_together import count_together
from guitai.engines.metrics.settings import Settings
from guitai.kernel.days import business_day, day_period
from guitai.kernel.errors import GuitaiError

PASSWORD = "guitai-demo"  # noqa: S105 - printed for everybody who tries the demo
SHOPS = {"yunshang": "云裳旗舰店", "youmu": "柚木生活馆"}
_PURPOSES = {
    "pre_sale": Group.Purpose.PRESALE,
    "after_sale": Group.Purpose.AFTERSALE,
    "complaint": Group.Purpose.COMPLAINT,
}
_LOOKED_BACK = 31  # days
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class ExamplesMissingError(GuitaiError):
    """The folder does not hold the examples."""

    code: ClassVar[str] = "demo.examples_missing"


@dataclass(slots=True)
class _House:
    """A demo shop while it is furnished."""

    shop: Shop
    groups: dict[str, Group]
    shifts: dict[str, ShiftPattern]


def build_demo(*, folder: Path, at: datetime, on_step: Callable[[str], None]) -> bool:
    """Build the demo shops with people, phrases, products, orders and chats; say if there was work to do.

    A shop that exists is left as it is; one that could not be finished is not begun.

    :param folder: the examples.
    :param at: the day around which the roster is planned: the week before, this one and the next.
    :raises ExamplesMissingError: if they are not there.
    """
    missing = [key for key in SHOPS if queries.shop_by_key(key) is None]
    if not missing:
        on_step(_("The demo shops are there already."))
        return False
    people, phrases = _read(folder / "people.yaml"), _read(folder / "phrases.yaml")
    terms, knowledge = _read(folder / "terms.yaml"), _read(folder / "knowledge.yaml")
    cases = _read(folder / "cases.yaml")
    for key in missing:
        with transaction.atomic():
            on_step(_("%(shop)s: people, groups and roster") % {"shop": SHOPS[key]})
            lead = _furnish(key, people, at)
            _promise(lead, terms[key], at)
            _send_with(lead, terms[key], at)
            on_step(_("%(shop)s: quick phrases") % {"shop": SHOPS[key]})
            _write_phrases(lead, phrases, at)
            for path in in_order(sorted((folder / key).iterdir())):
                _import(path, lead.shop, at, on_step)
            on_step(_("%(shop)s: knowledge") % {"shop": SHOPS[key]})
            _write_knowledge(lead, knowledge[key], at)
            on_step(_("%(shop)s: what talks and orders show") % {"shop": SHOPS[key]})
            _look_into_talks(lead.shop, at)
            count_together(shop=lead.shop, at=at)
            fill(shop=lead.shop, at=at)
            fill_buyers(shop=lead.shop, at=at)
            on_step(_("%(shop)s: after-sales cases") % {"shop": SHOPS[key]})
            open_cases(lead=lead, told=cases[key], at=at)
    return True


def _read(path: Path) -> dict[str, Any]:
    try:
        read: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ExamplesMissingError(
            _("The examples are not in %(folder)s.") % {"folder": path.parent}
        ) from error
    return read


def _furnish(key: str, people: Mapping[str, Any], at: datetime) -> Membership:
    """Open a shop with its people, and give its lead."""
    shop = accounts.create_shop(key=key, name=SHOPS[key], platform="tmall", widget_key=f"demo-{key}", at=at)
    house = _House(
        shop,
        {
            word: accounts.create_group(shop=shop, name=name, purpose=_PURPOSES[word], by=None, at=at)
            for word, name in people["groups"].items()
        },
        {
            word: accounts.define_pattern(shop=shop, name=shift["title"], blocks=shift["blocks"], at=at)
            for word, shift in people["shifts"].items()
        },
    )
    members = [_take_in(house, told, at) for told in people["people"] if key in told["shops"]]
    return next(member for member in members if member.role == Role.LEAD)


def _promise(lead: Membership, told: Mapping[str, Any], at: datetime) -> None:
    terms = {name: value for name, value in told.items() if name not in {"activities", "sends_from"}}
    catalog.change_terms(shop=lead.shop, by=lead, at=at, **terms)
    for activity in told["activities"]:
        first, last = (business_day(at) + timedelta(days=activity[name]) for name in ("from", "to"))
        catalog.save_activity(
            shop=lead.shop,
            draft=ActivityDraft(
                name=activity["name"],
                starts_at=day_period(first).start,
                ends_at=day_period(last).end,
                gifts=activity["gifts"],
                steps=activity["steps"],
            ),
            by=lead,
            at=at,
        )


def _send_with(lead: Membership, told: Mapping[str, Any], at: datetime) -> None:
    """Give the shop the usual couriers, with rough days from where it sends."""
    delivery.put_default_couriers(shop=lead.shop, at=at, by=lead)
    for name in told.get("couriers", ()):
        courier = courier_named(lead.shop, name)
        if courier:
            draft = CourierDraft(**{each.name: getattr(courier, each.name) for each in fields(CourierDraft)})
            used = replace(draft, is_used=True)
            delivery.save_courier(shop=lead.shop, by=lead, draft=used, at=at, courier=courier)
    if "sends_from" in told:
        delivery.fill_rough_days(shop=lead.shop, origin=told["sends_from"], by=lead, at=at)


def _take_in(house: _House, told: Mapping[str, Any], at: datetime) -> Membership:
    member = accounts.add_member(
        shop=house.shop,
        person=_person(told, at),
        role=told["role"],
        nickname=told["name"],
        account=told["accounts"].get(house.shop.key, ""),
        groups=[house.groups[word] for word in told["groups"]],
        at=at,
    )
    today = business_day(at)
    monday = today - timedelta(days=today.weekday() + 7)
    days_off = {_WEEKDAYS.index(day) for day in told["days_off"]}
    for day in (monday + timedelta(days=number) for number in range(21)):
        if day.weekday() not in days_off:
            accounts.set_duty(membership=member, day=day, pattern=house.shifts[told["shift"]], by=None, at=at)
    return member


def _person(told: Mapping[str, Any], at: datetime) -> Person:
    """Give the person, who may work in the other demo shop already."""
    shops = [shop for key in SHOPS if (shop := queries.shop_by_key(key))]
    known = {place.person.username: place.person for shop in shops for place in queries.active_members(shop)}
    return known.get(told["username"]) or accounts.create_person(
        username=told["username"], display_name=told["name"], password=PASSWORD, at=at
    )


def _write_phrases(lead: Membership, phrases: Mapping[str, Any], at: datetime) -> None:
    open_default_folders(shop=lead.shop)
    put_default_guides(shop=lead.shop, at=at)
    names: Mapping[str, str] = phrases["categories"]
    told: Sequence[Mapping[str, str]] = [*phrases["common"], *phrases[lead.shop.key]]
    rows = [
        PhraseRow(
            line=line,
            folder=names[phrase["category"]],
            code=phrase["code"],
            title=phrase["title"],
            text=phrase["text"],
        )
        for line, phrase in enumerate(told, start=1)
    ]
    import_phrases(shop=lead.shop, by=lead, rows=rows, scopes=frozenset(Scope), at=at)


def _write_knowledge(lead: Membership, told: Sequence[Mapping[str, Any]], at: datetime) -> None:
    rows = [
        EntryRow(
            line=line,
            questions=tuple(entry["questions"]),
            answer=entry["answer"],
            product=entry["product"],
            is_weakness=entry.get("weakness", False),
        )
        for line, entry in enumerate(told, start=1)
    ]
    import_entries(shop=lead.shop, by=lead, rows=rows, at=at)


def _look_into_talks(shop: Shop, at: datetime) -> None:
    """Look for what the clock's work would have found by now: the talks ended before the demo was built."""
    talked = first_and_last(shop)
    if talked:
        last = business_day(talked[1])
        for ago in range(_LOOKED_BACK):
            look_through(shop=shop, day=last - timedelta(days=ago), settings=Settings(), at=at)
        look(shop=shop, since=talked[0], at=at)


def _import(path: Path, shop: Shop, at: datetime, on_step: Callable[[str], None]) -> None:
    for report in import_file(path, shop=shop, at=at):
        on_step(
            _("%(shop)s: %(file)s, %(added)s records")
            % {"shop": shop.name, "file": path.name, "added": f"{report.added:,}"}
        )
