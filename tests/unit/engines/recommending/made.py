"""Charts the tests share: a top with a bust, made so that neighbours overlap, touch and leave gaps."""

from guitai.engines.recommending.charts import read_body, read_chart
from guitai.engines.recommending.sizes import recommend

TOP = {
    "sizes": [
        {"size": "S", "height": [150, 160], "weight": [40, 50], "bust": [78, 84]},
        {"size": "M", "height": [158, 168], "weight": [50, 60], "bust": [84, 88]},
        {"size": "L", "height": [165, 175], "weight": [60, 70], "bust": [88, 92]},
        {"size": "XL", "height": [172, 182], "weight": [71, 80], "bust": [92, 98]},
    ]
}
PLAIN = {"sizes": [{name: row[name] for name in ("size", "height", "weight")} for row in TOP["sizes"]]}


def advised(body, *, chart=PLAIN, **asked):
    """Give the advice for a body as a program writes it."""
    read = read_chart(chart)
    return recommend(read, read_body(body, read), **asked)
