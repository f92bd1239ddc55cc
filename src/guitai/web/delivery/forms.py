"""The forms of the couriers: what is asked, a courier, its provinces in a grid."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guitai.domains.delivery import actions
from guitai.domains.delivery.drafts import CourierDraft, ReachDraft
from guitai.domains.delivery.provinces import provinces
from guitai.domains.delivery.queries import Courier, Reach
from guitai.kernel.money import Money
from guitai.web.forms import Form

_GRAMS = 1000
_DIGITS = re.compile(r"[0-9]{1,4}")
_NUMBERS = ("days_least", "days_most")
_FEES = ("first_fen", "more_fen")
CELLS = ("serves", *_NUMBERS, *_FEES, "note")


class AskForm(Form):
    """Where something goes, how heavy it is, and a waybill to look up."""

    to = forms.CharField(
        label=_("Where to"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"list": "provinces", "placeholder": "浙江省 杭州市"}),
    )
    kg = forms.DecimalField(
        label=_("Weight, kg"),
        required=False,
        min_value=Decimal("0.01"),
        max_value=Decimal(100),
        max_digits=6,
        decimal_places=3,
        widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
    )
    waybill = forms.CharField(label=_("Waybill"), required=False, max_length=40)

    def clean(self) -> dict[str, Any]:
        """Give the weight in grams as well."""
        told = super().clean() or {}
        kg = told.get("kg")
        return told | {"grams": int(kg * _GRAMS) if kg else None}


class CourierForm(Form):
    """A courier: how it is called and reached, what it insures, how it pays for losses."""

    name = forms.CharField(label=_("Name"), max_length=actions.LONGEST["name"])
    aliases = forms.CharField(
        label=_("Further names in exports"),
        required=False,
        max_length=2000,
        help_text=_("With commas between them: 圆通快递, YTO. Parcels are told by them."),
    )
    is_used = forms.BooleanField(label=_("The shop sends with it"), required=False)
    phone = forms.CharField(label=_("Service phone"), required=False, max_length=actions.LONGEST["phone"])
    contact = forms.CharField(
        label=_("Our contact at the station"), required=False, max_length=actions.LONGEST["contact"]
    )
    query = forms.CharField(
        label=_("Query page"),
        required=False,
        max_length=actions.LONGEST["query"],
        help_text=_("An address; {waybill} stands for the number."),
    )
    first_grams = forms.IntegerField(
        label=_("First weight, grams"),
        min_value=1,
        max_value=actions.MOST_GRAMS,
        help_text=_("The first fee holds up to it; each further kilogram costs the second."),
    )
    insured_permille = forms.IntegerField(
        label=_("Insurance, ‰ of the value"), required=False, min_value=0, max_value=1000
    )
    uninsured_times = forms.IntegerField(
        label=_("Uninsured: at most so many times the fee"), required=False, min_value=0, max_value=100
    )
    claim_days = forms.IntegerField(
        label=_("Claims within, days"), required=False, min_value=0, max_value=400
    )
    claims = forms.CharField(
        label=_("How a claim is made"),
        required=False,
        max_length=actions.LONGEST["claims"],
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    note = forms.CharField(
        label=pgettext_lazy("courier", "Note"),
        required=False,
        max_length=actions.LONGEST["note"],
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @classmethod
    def of(cls, courier: Courier | None, data: Any = None) -> "CourierForm":
        """Give the form with what is told of a courier now, or an empty one."""
        if courier is None:
            return cls(data, initial={"first_grams": _GRAMS, "is_used": True})
        told = {name: getattr(courier, name) for name in cls.base_fields}
        return cls(data, initial=told | {"aliases": ", ".join(courier.aliases)})

    @property
    def draft(self) -> CourierDraft:
        """What was written, once it is valid."""
        told = dict(self.cleaned_data)
        aliases = re.split(r"[,，、;；\n]+", told.pop("aliases"))
        return CourierDraft(aliases=tuple(filter(None, map(str.strip, aliases))), **told)


@dataclass(frozen=True, slots=True)
class GridRow:
    """One province of the grid: its cells as they stand in the boxes, and which of them can't be."""

    province: str
    cells: Mapping[str, str]
    wrong: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Grid:
    """How a courier serves all provinces, as somebody writes it."""

    rows: list[GridRow]

    @classmethod
    def of(cls, known: Mapping[str, Reach]) -> "Grid":
        """Give the grid with what is told now."""
        return cls([GridRow(name, _cells(known.get(name))) for name in provinces()])

    @classmethod
    def typed(cls, data: Mapping[str, str]) -> "Grid":
        """Give the grid as it was sent; ``wrong`` names the cells that are no numbers or amounts."""
        rows = []
        for name in provinces():
            row = GridRow(name, {cell: data.get(f"{name}.{cell}", "").strip() for cell in CELLS})
            row.wrong.update(cell for cell in (*_NUMBERS, *_FEES) if not _is_written(cell, row.cells[cell]))
            rows.append(row)
        return cls(rows)

    @property
    def wrong(self) -> list[str]:
        """The provinces with a cell that can't be."""
        return [row.province for row in self.rows if row.wrong]

    def mark(self, cells: Any) -> None:
        """Mark cells the deed refused, each as (province, field)."""
        by_name = {row.province: row for row in self.rows}
        for province, cell in cells:
            by_name[province].wrong.add(cell)

    @property
    def drafts(self) -> list[ReachDraft]:
        """What was written, where no cell is wrong."""
        return [
            ReachDraft(
                province=row.province,
                serves=row.cells["serves"] or Reach.Serves.YES.value,
                note=row.cells["note"],
                **{cell: int(text) if (text := row.cells[cell]) else None for cell in _NUMBERS},
                **{cell: Money.parse(text).fen if (text := row.cells[cell]) else None for cell in _FEES},
            )
            for row in self.rows
        ]


def _cells(reach: Reach | None) -> dict[str, str]:
    if reach is None:
        return dict.fromkeys(CELLS, "")
    told = {cell: getattr(reach, cell) for cell in CELLS}
    fees = {cell: "" if told[cell] is None else Money(told[cell]).yuan for cell in _FEES}
    return {cell: "" if value is None else str(value) for cell, value in told.items()} | fees


def _is_written(cell: str, text: str) -> bool:
    if not text or cell in _NUMBERS:
        return not text or _DIGITS.fullmatch(text) is not None
    try:
        Money.parse(text)
    except ValueError:
        return False
    return True
