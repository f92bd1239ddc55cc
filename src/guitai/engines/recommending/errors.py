"""What is refused: charts, bodies and histories that can't be read."""

from typing import ClassVar

from guitai.kernel.errors import GuitaiError


class ChartError(GuitaiError):
    """A size chart is not what it must be; the sentence names the size, the measure and what to write."""

    code: ClassVar[str] = "recommending.chart_refused"


class BodyError(GuitaiError):
    """A buyer's measure, wish or history is not what it must be; the sentence names it and what to write."""

    code: ClassVar[str] = "recommending.body_refused"
