"""Remarks and flags as pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass

from guitai.domains.accounts.queries import Shop
from guitai.domains.trade.remarks import Flag, OrderRemarks, Remark, meanings_of


@dataclass(frozen=True, slots=True)
class FlagShown:
    """One colour, the digit that chooses it, and what it means in the shop; ``name`` says both in words."""

    colour: str
    key: int
    label: str
    meaning: str

    @property
    def name(self) -> str:
        """The colour and what it means."""
        return f"{self.label} · {self.meaning}" if self.meaning else self.label


@dataclass(frozen=True, slots=True)
class RowShown:
    """One remark and its flag, if it gave one."""

    remark: Remark
    flag: FlagShown | None


class RemarksShown:
    """What was written on an order, as its card shows it."""

    def __init__(self, known: OrderRemarks, flags: Mapping[str, FlagShown]) -> None:
        self.known, self.flags = known, list(flags.values())
        self.flag = flags.get(known.flag)
        self.history = [RowShown(row, flags.get(row.flag)) for row in known.newest_first]
        self.waits = {row.pk for row in known.to_send}
        imported = known.conflict
        self.platforms = RowShown(imported, flags.get(imported.flag)) if imported else None
        ours = known.contradicted_by(imported) if imported else []
        self.ours = [RowShown(row, flags.get(row.flag)) for row in ours]


def flags_of(shop: Shop) -> dict[str, FlagShown]:
    """Give the colours of a shop with what they mean, by their keys."""
    meanings = meanings_of(shop)
    return {
        flag.value: FlagShown(flag.value, key, str(flag.label), str(meanings[flag.value]))
        for key, flag in enumerate(Flag, start=1)
    }
