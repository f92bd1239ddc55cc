"""The worked cases (cases/*.yaml): engine and plain Python give what was worked out by hand."""

from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property

import pytest
from tests.by_hand import metrics as by_hand
from tests.unit.engines.metrics.made import (
    AGENTS,
    READ,
    cases,
    differs,
    moment,
    settings_of,
    shop_of,
    summed,
    tables,
    when_of,
)

from guitai.engines.metrics.computing import values
from guitai.engines.metrics.grain import GRAINS, By
from guitai.engines.metrics.keys import FIGURES
from guitai.engines.metrics.settings import Settings

CASES = cases()
CUTS = {
    "shop": By.SHOP,
    "agents": By.AGENT,
    "groups": By.GROUP,
    "days": By.DAY,
    "months": By.MONTH,
    "hours": By.HOUR,
    "weekday_hours": By.WEEKDAY_HOUR,
    "agent_days": By.AGENT_DAY,
}
EXPECTED = [(case, cut) for case in CASES for cut in CUTS if cut in case]
# The sums a figure is made of, those made of others by these.
_MADE = {"met": {"received"}, "net_sales": {"sales", "refunded"}}
_NEEDED = {
    figure.key: set().union(*(_MADE.get(name, {name}) for name in (figure.part, figure.whole) if name))
    for figure in FIGURES
}


@dataclass
class Batch:
    """Cases computed at once, each a shop of its own.

    What one of them sets holds for all: no figure heeds a setting that is not its own. Cases that set nothing
    are computed by themselves, with the usual settings, and so are those that stand ``alone``.
    """

    days: dict
    refunds: bool
    cut: str
    alone: bool
    settings: dict = field(default_factory=dict)
    cases: list = field(default_factory=list)

    def takes(self, case, days, cut):
        """Say whether a case is computed with these."""
        own = case.get("settings", {})
        alike = (self.days, self.refunds, self.cut) == (days, "refunds" in case, cut)
        if not own or not self.settings or self.alone or "alone" in case:
            return alike and own == self.settings
        return alike and not own.keys() & self.settings.keys()

    @cached_property
    def sums(self):
        keys = {key for case in self.cases for row in _rows(case, self.cut).values() for key in row}
        needed = set().union(*(_NEEDED[key] for key in keys))
        facts = tables(_without_empty([shop_of(case) for case in self.cases]))
        return summed(
            facts, GRAINS[CUTS[self.cut]], settings_of({"settings": self.settings}), needed, **self.days
        )


def _batches():
    """Give the batch of each case and cut."""
    found, made = {}, []
    for case, cut in EXPECTED:
        days = {name: day for name, day in when_of(case).items() if name != "as_of"}
        batch = next((each for each in made if each.takes(case, days, cut)), None)
        if batch is None:
            batch = Batch(days, "refunds" in case, cut, alone="alone" in case)
            made.append(batch)
        batch.settings |= case.get("settings", {})
        batch.cases.append(case)
        found[case["name"], cut] = batch
    return found


BATCHES = _batches()


def _without_empty(shops):
    """Leave out tables in which there is nothing; an empty list of refunds says that there were none."""
    for name in READ.keys() - {"refunds", "groups"}:
        if not any(getattr(shop, name) for shop in shops):
            for shop in shops:
                setattr(shop, name, None)
    return shops


def _engine(case, cut):
    found = BATCHES[case["name"], cut].sums.get(case["name"], {})
    of_shop, there = GRAINS[CUTS[cut]].of_shop, READ.keys()
    as_of = when_of(case)["as_of"]
    # Tables nobody asked for are not computed, and a row may stand in these alone.
    return {
        row: values(found.get(row, {}), settings_of(case), as_of=as_of, agents=not of_shop, there=there)
        for row in (_row(cut, name) for name in _rows(case, cut))
    }


def _rows(case, cut):
    """Give what is expected of each row by its name; the shop's has none."""
    return {"": case[cut]} if cut == "shop" else case[cut]


def _row(cut, name):
    if cut == "shop":
        return ()
    if cut in ("hours", "groups"):
        return (name,)
    if cut == "weekday_hours":
        return tuple(map(int, name.split()))
    if cut == "months":
        return (date(2026, name, 1),)
    agent, _, day = name.partition(" ") if cut != "days" else ("", "", name)
    return tuple(
        value for value in (AGENTS.get(agent), moment(day, "00:00").date() if day else None) if value
    )


@pytest.mark.parametrize(
    ("case", "cut"), EXPECTED, ids=lambda each: each if isinstance(each, str) else each["name"]
)
def test_the_figures_are_those_worked_out_by_hand(case, cut):
    settings, when = settings_of(case), when_of(case)
    engine = _engine(case, cut)
    plain = by_hand.figures(shop_of(case), GRAINS[CUTS[cut]], settings, **when)

    wrongs = [
        f"{who} {name}: {wrong}"
        for name, expected in _rows(case, cut).items()
        for who, found in (("engine", engine), ("plain Python", plain))
        for key, value in expected.items()
        if (wrong := differs(key, value, found[_row(cut, name)][key]))
    ]

    assert wrongs == []


@pytest.mark.parametrize(
    "case", [case for case in CASES if "rows_of_agents" in case], ids=lambda case: case["name"]
)
def test_only_these_agents_have_a_row(case):
    needed = {"consulted", "sales"}
    engine = summed(tables([shop_of(case)]), GRAINS[By.AGENT], settings_of(case), needed)

    assert set(engine[case["name"]]) == {(AGENTS[name],) for name in case["rows_of_agents"]}


def test_every_setting_has_a_case_of_its_own():
    tried = {name for case in CASES for name in case.get("settings", {})}

    assert tried == {field.name for field in fields(Settings)}


def test_every_figure_has_a_case():
    tried = {key for case, cut in EXPECTED for row in _rows(case, cut).values() for key in row}

    assert tried == {figure.key for figure in FIGURES}


def test_the_names_of_cases_tell_them_apart():
    names = [case["name"] for case in CASES]

    assert len(names) == len(set(names)) >= 60
