"""What is told of couriers, as somebody writes it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CourierDraft:
    """A courier; the columns of :class:`.models.Courier` tell what each field means."""

    name: str
    aliases: tuple[str, ...] = ()
    is_used: bool = False
    phone: str = ""
    contact: str = ""
    query: str = ""
    first_grams: int = 1000
    insured_permille: int | None = None
    uninsured_times: int | None = None
    claim_days: int | None = None
    claims: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachDraft:
    """How a courier serves a province, fees in fen; one that says nothing takes what was said away."""

    province: str
    serves: str = "yes"
    days_least: int | None = None
    days_most: int | None = None
    first_fen: int | None = None
    more_fen: int | None = None
    note: str = ""
