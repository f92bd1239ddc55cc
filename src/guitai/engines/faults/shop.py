"""What all tests of a look share: the shop's cases by product and fault, its rates, its level of testing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from guitai.engines.faults.belief import shape_of
from guitai.engines.faults.exposure import Exposure, exposure, shares, weekdays
from guitai.engines.faults.types import History, Sighting

LEAST = 3  # buyers
LOOKED_BACK = 60  # days
FRESH = 7  # days a case may begin a test after it came in: the clock may have stood still
FALSE_A_MONTH = 4.0  # at most; measured are fewer by far, for the windows overlap
_MONTH = 30.4
_LEAST_A_MONTH = 20.0
_COUNTED_BACK = 90  # days the cases of a month are counted over

Stream = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Shop:
    """A shop as it is on the day of a look.

    ``of_faults`` has the cases of every fault, a buyer once; ``shape`` is how alike its products are,
    ``level`` how often the tests of one case may err together, ``known_until`` the last day of its orders,
    ``whole`` the pieces of all products.
    """

    history: History
    of_faults: Mapping[str, Sequence[Sighting]]
    shape: float
    level: float
    shares: Sequence[float]
    weekdays: Sequence[float]
    known_until: date
    whole: Exposure

    def pieces_of(self, product: int) -> Exposure:
        """Give the pieces of one product."""
        return exposure(
            self.history.sent.get(product, {}),
            first=self.history.first,
            today=self.history.today,
            shares=self.shares,
            weekdays=self.weekdays,
            known_until=self.known_until,
        )


def candidates(sightings: Iterable[Sighting], *, today: date) -> set[Stream]:
    """Give the products and faults that may be an alarm: three buyers lately, and one of them just now."""
    lately: dict[Stream, set[str]] = defaultdict(set)
    fresh: set[Stream] = set()
    for each in sightings:
        if 0 <= (today - each.day).days <= LOOKED_BACK:
            lately[each.product, each.fault].add(each.buyer)
            if (today - each.day).days <= FRESH:
                fresh.add((each.product, each.fault))
    return {stream for stream in fresh if len(lately[stream]) >= LEAST}


def once_each(sightings: Iterable[Sighting]) -> list[Sighting]:
    """Give a stream's cases by day, a buyer who comes again within :data:`LOOKED_BACK` days left out."""
    kept: list[Sighting] = []
    last: dict[str, date] = {}
    for each in sorted(sightings, key=lambda one: (one.day, one.buyer)):
        before = last.get(each.buyer)
        if before is None or (each.day - before).days > LOOKED_BACK:
            last[each.buyer] = each.day
            kept.append(each)
    return kept


def shop_of(history: History) -> Shop:
    """Make ready what the tests need."""
    of_streams: dict[Stream, list[Sighting]] = defaultdict(list)
    for each in history.sightings:
        of_streams[each.product, each.fault].append(each)
    of_faults: dict[str, list[Sighting]] = defaultdict(list)
    counts: Counter[Stream] = Counter()
    settled = history.today - timedelta(days=LOOKED_BACK // 2)  # what is rising now is not yet how a shop is
    lately = 0
    for stream, cases in of_streams.items():
        kept = once_each(cases)
        of_faults[stream[1]].extend(kept)
        counts[stream] = sum(each.day < settled for each in kept)
        lately += sum((history.today - each.day).days < _COUNTED_BACK for each in kept)
    days = min((history.today - history.first).days + 1, _COUNTED_BACK)
    lags, by_weekday = shares(history.lags), weekdays([each.day for each in history.sightings])
    known_until = max(history.sent_by_all, default=history.today)
    return Shop(
        history=history,
        of_faults=of_faults,
        shape=shape_of(+counts, history.totals),
        level=FALSE_A_MONTH / max(lately * _MONTH / max(days, _MONTH), _LEAST_A_MONTH),
        shares=lags,
        weekdays=by_weekday,
        known_until=known_until,
        whole=exposure(
            history.sent_by_all,
            first=history.first,
            today=history.today,
            shares=lags,
            weekdays=by_weekday,
            known_until=known_until,
        ),
    )
