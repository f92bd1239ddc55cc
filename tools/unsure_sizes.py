"""List which people, made at random inside made-up charts, are unsure: ``python -m tools.unsure_sizes``.

The same people and the same plain reading as in tests/unit/engines/recommending/test_sizes.py.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from guitai.engines.recommending.charts import read_body, read_chart
from guitai.engines.recommending.sizes import recommend
from guitai.engines.recommending.types import Fit, SizeAdvice

_SEED = 6


def main() -> None:
    """Print how many are sure and what is said of each of the others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--language", choices=("zh", "en"), default="zh")
    asked = parser.parse_args()
    found: Counter[str] = Counter()
    for chart, body, fit in people(asked.people):
        read = read_chart(chart)
        advice = recommend(read, read_body(body, read), fit=fit, language=asked.language)
        found["agree with a plain reading"] += advice.size in plain_reading(chart, body)
        found["unsure"] += advice.unsure
        if advice.unsure:
            sys.stdout.write(f"{_shown(body, fit, advice)}\n")
    told = ", ".join(f"{count} {name}" for name, count in found.items())
    sys.stdout.write(f"{asked.people} people: {told}\n")


def people(count: int) -> Iterator[tuple[Mapping[str, Any], dict[str, float], Fit]]:
    """Give people whose figures lie in one row of a chart, each with the chart and a wish for the fit.

    Figures are rounded, so that many lie on the end of a range.
    """
    chance = Random(_SEED)  # noqa: S311 - the same people every time
    for _ in range(count):
        chart = _chart(chance)
        row = chance.choice(chart["sizes"])
        names = ["height", "weight", *(["bust"] if chance.random() < 0.5 else [])]
        body = {name: round(chance.uniform(*row[name]), chance.randint(0, 1)) for name in names}
        yield chart, body, chance.choice(list(Fit))


def plain_reading(chart: Mapping[str, Any], body: Mapping[str, float]) -> list[str]:
    """Give the sizes all of whose ranges hold the body, row by row."""
    return [
        row["size"]
        for row in chart["sizes"]
        if all(row[name][0] <= value <= row[name][1] for name, value in body.items())
    ]


def _chart(chance: Random) -> dict[str, Any]:
    """Give a chart whose neighbours overlap, touch or leave a gap, in any order."""
    rows, low, light = [], chance.randint(140, 155), chance.randint(38, 45)
    for size in ("XS", "S", "M", "L", "XL")[: chance.randint(1, 5)]:
        tall, heavy = low + chance.randint(3, 12), light + chance.randint(3, 10)
        girth = [light + 38, heavy + 38]
        rows.append({"size": size, "height": [low, tall], "weight": [light, heavy], "bust": girth})
        low, light = tall + chance.randint(-6, 2), heavy + chance.randint(-5, 2)
    chance.shuffle(rows)
    return {"sizes": rows}


def _shown(body: Mapping[str, float], fit: Fit, advice: SizeAdvice) -> str:
    figures = " ".join(f"{name} {value:g}" for name, value in body.items())
    return f"{figures}, {fit}: {advice.size} {advice.confidence:g} {advice.why}"


if __name__ == "__main__":
    main()
