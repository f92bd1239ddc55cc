"""The usual couriers as ``couriers.yaml`` tells of them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from guitai.kernel.yaml_data import parsed

_FILE = Path(__file__).with_name("couriers.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualCourier:
    """One courier of the file; the columns of :class:`.models.Courier` tell what each field means."""

    key: str
    name: str
    aliases: tuple[str, ...]
    begins: tuple[str, ...]
    phone: str
    query: str
    pace: str
    insured_permille: int | None
    uninsured_times: int | None
    claim_days: int | None
    claims: str


@cache
def usual_couriers() -> tuple[UsualCourier, ...]:
    """Give the couriers, in the order shown."""
    return tuple(
        UsualCourier(
            key=told["key"],
            name=told["name"],
            aliases=tuple(told["aliases"]),
            begins=tuple(told.get("begins", ())),
            phone=told["phone"],
            query=told["query"],
            pace=told.get("pace", "usual"),
            insured_permille=told.get("insured"),
            uninsured_times=told.get("uninsured"),
            claim_days=told.get("claim_days"),
            claims=told["claims"],
        )
        for told in parsed(_FILE.read_text(encoding="utf-8"))["couriers"]
    )


def key_by_waybill(waybill: str) -> str:
    """Give the key of the courier whose waybills alone begin so; an empty text where several may."""
    number = waybill.strip().upper()
    return next((each.key for each in usual_couriers() if each.begins and number.startswith(each.begins)), "")
