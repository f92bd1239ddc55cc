r"""The alarm: a scan over a product's last cases, each window held against the product's own past.

When a case comes in, the last :math:`n` cases of its product and fault (n of :data:`WINDOWS`, each of another
buyer, in :data:`~guitai.engines.faults.shop.LOOKED_BACK` days) are looked at together. Given the first of
them, on day :math:`i`, the past says what is believed of the rate (:mod:`.belief`, then Bayes):

.. math:: A = a + N_i, \qquad B = a / \mu_f + X_i

with the :math:`N_i` cases up to then, itself too, and :math:`X_i` pieces. In the :math:`E` pieces of the
window :math:`m = F E A / B` further cases are expected; :math:`p = P(N \ge n - 1)` is the chance that they
come as quickly (:mod:`.chance`). :math:`F \ge 1` is how much more often the shop's *other* products show the
fault in these days: a courier's bad week is no fault of one product. Pieces count when they can be heard
of (:mod:`.exposure`).

Every case ends at most one test of each size, so the tests of a month are known: as many as the shop has
cases. A window of :math:`n` cases is an alarm where :math:`p < \alpha w_n`, with :math:`\sum w_n = 1` and
:math:`\alpha` = ``FALSE_A_MONTH`` / the shop's cases a month. By Bonferroni's inequality no more than that
many false alarms a month are to be expected over the whole shop, whether it has a hundred products or five
thousand. (Waiting for n events as a test: the sets method of R. Chen, 1978; windows of several sizes: the
scan statistic of J. Naus, 1965.)

Where cases name a batch, its cases are tested in the same way against the product's *other* batches: those of
the time before the batch's first case, for how much was sent of which batch is known nowhere. From that first
case on, all of the product's pieces are taken to be the batch's: this errs towards silence.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from guitai.engines.faults.belief import ADDED
from guitai.engines.faults.chance import at_least
from guitai.engines.faults.exposure import Exposure
from guitai.engines.faults.shop import FRESH, LEAST, LOOKED_BACK, Shop, Stream, candidates, shop_of
from guitai.engines.faults.types import Alarm, Answered, History, Running, Sighting

WINDOWS: Mapping[int, float] = {3: 0.15, 4: 0.2, 5: 0.2, 6: 0.2, 8: 0.1, 12: 0.1, 20: 0.05}
MOVES = 0.15  # square of variation of a rate from week to week
SILENT_BEFORE = 30  # days a fault's new name counts as not seen, before it was first used
_STEADIES = 4.0  # cases added on both sides of what the other products show
_OF_BATCHES = 0.2  # share of the tests' level
_MOST_OF = 2 / 3  # of the cases that name a batch, to name it in the alarm


@dataclass(frozen=True, slots=True)
class _Past:
    """The past of a fault: where it begins, all its cases, and the days that are no part of what is normal.

    It ends where a window begins, or on the day ``until``, if that is earlier.
    """

    begin: date
    cases: Sequence[Sighting]
    mended: Sequence[tuple[date, date]]
    after: date | None
    until: date = date.max


def find(
    history: History, *, answered: Collection[Answered] = (), running: Collection[Running] = ()
) -> list[Alarm]:
    """Give the faults that come more often than the products' own past lets expect, the surest first."""
    streams = candidates(history.sightings, today=history.today)
    if not streams:
        return []
    shop = shop_of(history)
    former: dict[Stream, list[Answered]] = defaultdict(list)
    for each in answered:
        former[each.product, each.fault].append(each)
    taken: dict[Stream, set[str]] = defaultdict(set)
    for one in running:
        taken[one.product, one.fault].add(one.batch)
    found = [
        alarm
        for stream in streams
        if "" not in taken[stream]
        for alarm in _of_stream(shop, stream, former[stream], taken[stream])
    ]
    return sorted(found, key=lambda alarm: (alarm.chance / alarm.limit, alarm.product, alarm.fault))


def standing(history: History, *, one: Running, since: date) -> Alarm | None:
    """Give how often a fault came from a day on until today, against what was before; nothing if it did not.

    The product's pieces have to be in ``history.sent``. ``limit`` is 0: this is told, and decides nothing.
    """
    shop = shop_of(history)
    own = [each for each in shop.of_faults.get(one.fault, ()) if each.product == one.product]
    window = [each for each in own if each.day >= since and one.batch in {"", each.batch}]
    if not window:
        return None
    window.sort(key=lambda each: each.day)
    found = _tested(shop, _past(shop, one.fault, ()), window, own, shop.pieces_of(one.product), 0.0)
    return replace(found, batch=one.batch)


def _of_stream(
    shop: Shop, stream: Stream, former: Sequence[Answered], taken: Collection[str]
) -> Iterator[Alarm]:
    """Give the alarm of a product's fault, else those of its batches."""
    product, fault = stream
    own = [each for each in shop.of_faults[fault] if each.product == product]
    own.sort(key=lambda each: each.day)
    pieces = shop.pieces_of(product)
    past = _past(shop, fault, former)
    free = [each for each in own if each.batch not in taken or not each.batch]
    batches = sorted({each.batch for each in own if each.batch} - set(taken))
    level = shop.level * (1 - _OF_BATCHES) if batches else shop.level
    alarm = _scanned(shop, past, free, free, pieces, level)
    if alarm is not None:
        yield replace(alarm, batch=_batch_of(alarm, free))
        return
    for batch in batches:
        of_batch = [each for each in own if each.batch == batch]
        others = [each for each in own if each.batch != batch]
        earlier = replace(past, until=of_batch[0].day)
        alarm = _scanned(shop, earlier, of_batch, others, pieces, shop.level * _OF_BATCHES / len(batches))
        if alarm is not None:
            yield replace(alarm, batch=batch)


def _past(shop: Shop, fault: str, former: Sequence[Answered]) -> _Past:
    """Say from when on a fault is known and which days don't count.

    A shop that gives an old fault a new name sees it for the first time in every product; so the past of a
    name begins a month before its first use.
    """
    named = min(each.day for each in shop.of_faults[fault]) - timedelta(days=SILENT_BEFORE)
    return _Past(
        begin=max(shop.history.first, named),
        cases=shop.of_faults[fault],
        mended=[(each.since, each.until) for each in former if each.since is not None],
        after=max((each.until for each in former), default=None),
    )


def _scanned(
    shop: Shop,
    past: _Past,
    cases: Sequence[Sighting],
    normal: Sequence[Sighting],
    pieces: Exposure,
    level: float,
) -> Alarm | None:
    """Look at the last cases in windows of several sizes; give the window that speaks loudest, if one does.

    :param normal: the cases the product's past is learned from; of a batch those of the others.
    """
    today = shop.history.today
    fresh = [
        each
        for each in cases
        if (today - each.day).days <= LOOKED_BACK and (past.after is None or each.day > past.after)
    ]
    if len(fresh) < LEAST or (today - fresh[-1].day).days > FRESH:
        return None
    tests = (
        _tested(shop, past, fresh[-many:], normal, pieces, level * weight)
        for many, weight in WINDOWS.items()
        if many <= len(fresh)
    )
    loud = [alarm for alarm in tests if alarm.chance < alarm.limit]
    return min(loud, key=lambda alarm: alarm.chance / alarm.limit, default=None)


def _tested(
    shop: Shop,
    past: _Past,
    window: Sequence[Sighting],
    normal: Sequence[Sighting],
    pieces: Exposure,
    limit: float,
) -> Alarm:
    begin, end = window[0], window[-1]
    in_window = set(map(id, window))
    end_of_past = min(begin.day, past.until)
    before = [each for each in normal if id(each) not in in_window and each.day <= end_of_past]
    last = end_of_past - timedelta(days=1)
    heard = pieces.between(past.begin, last)
    for since, until in past.mended:
        before = [each for each in before if not since <= each.day <= until]
        heard -= pieces.between(max(since, past.begin), min(until, last))
    others, rate = _of_the_shop(shop, past, begin, end, len(window), pieces)
    # The first case of the window is the last of its past: the wait begins with it.
    shape = shop.shape + len(before) + 1
    sold = pieces.between(begin.day, end.day)
    expected = others * sold * shape / (shop.shape / rate + max(heard, 0.0))
    return Alarm(
        product=begin.product,
        fault=begin.fault,
        batch="",
        since=begin.day,
        until=end.day,
        seen=len(window),
        sold=sold,
        expected=expected,
        chance=at_least(len(window) - 1, mean=expected, shape=1 / (1 / shape + MOVES)),
        limit=limit,
    )


def _of_the_shop(
    shop: Shop, past: _Past, begin: Sighting, end: Sighting, many: int, pieces: Exposure
) -> tuple[float, float]:
    """Give how much more often the other products show the fault now, and the shop's rate of it."""
    heard = shop.whole.between(past.begin, shop.history.today)
    rate = (len(past.cases) - many + ADDED) / max(heard, 1.0)
    seen = sum(begin.day <= each.day <= end.day and each.product != begin.product for each in past.cases)
    sold = shop.whole.between(begin.day, end.day) - pieces.between(begin.day, end.day)
    return max(1.0, (seen + _STEADIES) / (rate * max(sold, 0.0) + _STEADIES)), rate


def _batch_of(alarm: Alarm, cases: Sequence[Sighting]) -> str:
    """Name the batch most of an alarm's cases are of, if they say so."""
    named = Counter(each.batch for each in cases if alarm.since <= each.day <= alarm.until and each.batch)
    if not named:
        return ""
    batch, many = named.most_common(1)[0]
    return batch if many >= LEAST and many >= _MOST_OF * named.total() else ""
