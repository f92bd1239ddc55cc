r"""How many pieces could be heard of in some days: what was sent, put off by how long buyers take to write.

A promotion that sells five times as much brings five times the cases two weeks later. So cases are not held
against the pieces sold in the same days, but against :math:`x(d) = \sum_j \mathrm{sent}(d - j)\,w_j`,
where :math:`w_j` is the share of the shop's cases that are opened :math:`j` days after sending.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

import numpy as np

LONGEST_LAG = 60
_USUAL_LAG = 9.0  # days, until the shop's own are known
_TRUST = 30  # cases the usual lags count for beside the shop's own
_WEEK = 7
_FILLED_FROM = 28  # days


@dataclass(frozen=True, slots=True)
class Exposure:
    """Pieces that could be heard of, by day from ``first`` on; ``sums`` begins with a nought."""

    first: date
    sums: Sequence[float]

    def between(self, since: date, until: date) -> float:
        """Give them from one day to another, both inside; days outside what is known give none."""
        start = min(max((since - self.first).days, 0), len(self.sums) - 1)
        end = min(max((until - self.first).days + 1, start), len(self.sums) - 1)
        return self.sums[end] - self.sums[start]


def shares(lags: Mapping[int, int]) -> list[float]:
    """Give the share of cases opened so many days after sending, from none to :data:`LONGEST_LAG`.

    The usual ones (a geometric tail of 9 days on average) count as thirty cases beside the shop's own.
    """
    fading = 1 - 1 / (_USUAL_LAG + 1)
    usual = [fading**day for day in range(LONGEST_LAG + 1)]
    counted = [_TRUST * each / sum(usual) + max(lags.get(day, 0), 0) for day, each in enumerate(usual)]
    whole = sum(counted)
    return [each / whole for each in counted]


def weekdays(days: Sequence[date]) -> list[float]:
    """Give how much of an even share each weekday has of the cases, Monday first; drawn towards even."""
    counts = [10.0] * _WEEK
    for day in days:
        counts[day.weekday()] += 1
    whole = sum(counts)
    return [each * _WEEK / whole for each in counts]


def exposure(
    sent: Mapping[date, int],
    *,
    first: date,
    today: date,
    shares: Sequence[float],
    weekdays: Sequence[float],
    known_until: date | None = None,
) -> Exposure:
    """Give the pieces that could be heard of on each day from ``first`` to ``today``.

    :param known_until: the last day of which the orders are there; the days after it are taken to be like the
        28 before, so that a late import of orders raises no alarm.
    """
    begin = first - timedelta(days=LONGEST_LAG)
    length = (today - begin).days + 1
    pieces = np.zeros(length)
    for day, many in sent.items():
        place = (day - begin).days
        if 0 <= place < length:
            pieces[place] += many
    if known_until is not None and known_until < today:
        end = max((known_until - begin).days + 1, 0)
        pieces[end:] = pieces[max(end - _FILLED_FROM, 0) : end].mean() if end else 0.0
    heard = np.convolve(pieces, np.asarray(shares))[LONGEST_LAG:length]
    for place in range(_WEEK):
        heard[place::_WEEK] *= weekdays[(first + timedelta(days=place)).weekday()]
    return Exposure(first, [0.0, *accumulate(heard.tolist())])


def heard_of(
    sent: Mapping[date, int], *, begin: date, end: date, today: date, shares: Sequence[float]
) -> float:
    """Give how many of the pieces sent from one day to another, both inside, could be heard of by today."""
    grown = list(accumulate(shares))
    return sum(
        many * grown[min((today - day).days, LONGEST_LAG)]
        for day, many in sent.items()
        if begin <= day <= min(end, today)
    )
