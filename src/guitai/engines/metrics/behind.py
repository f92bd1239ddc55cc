"""The chats and orders behind a figure, so that each figure can be opened.

Both tables say with ``part`` and ``whole`` what a row brings to the figure's part and whole (seconds, fen,
counts), so that a column of them adds up to the figure, wherever a figure is a sum. ``counted`` rows are in
the part with all they bring; the others only in the whole: the chat that was answered too late, the order
that was not refunded. In a mean every row is counted.
"""

import ibis
from ibis.expr.types import Table

from guitai.engines.metrics import behind_chats, behind_orders
from guitai.engines.metrics.keys import FIGURES, Figure, Group, Unit
from guitai.engines.metrics.products import KEYS as OF_PRODUCTS
from guitai.engines.metrics.returning import KEYS as OF_BUYERS
from guitai.engines.metrics.scene import Scene
from guitai.kernel.errors import GuitaiError

CHAT = ("shop", "agent", "buyer", "day", "first_at", "last_at", "counted", "part", "whole")
ORDER = (
    "shop",
    "number",
    "buyer",
    "agent",
    "created_at",
    "paid_at",
    "sales_fen",
    "counted",
    "part",
    "whole",
)
_NOTHING = ibis.null("float64")


class NoFigureError(GuitaiError):
    """A figure that does not exist, or of which the facts say nothing."""

    code = "metrics.no_figure"


def chats_behind(key: str, scene: Scene) -> Table:
    """Give the chats behind a figure of the days from the first to the last, the latest first.

    A row is a buyer's day with the agent; where the shop's figure counts a buyer once a day, with everybody,
    ``agent`` being who spoke to them first. Of figures that count orders these are the chats that have the
    sale; ``part`` and ``whole`` are empty then. Of promises, findings, ratings and cases they are the chats
    of that day.

    :param key: the figure (:data:`~guitai.engines.metrics.keys.FIGURES`).
    :param scene: whose figure it is, of which days, and how it is cut.
    :raises NoFigureError: if there is no such figure, not its facts, or none so cut.
    """
    figure = _figure(key, scene)
    if figure.part in behind_chats.FAMILIES:
        found = _weighed(behind_chats.FAMILIES[figure.part](scene), figure)
    else:
        orders = _weighed(behind_orders.FAMILIES[figure.part](scene), figure)
        found = _unweighed(behind_orders.chats_of(scene, orders).mutate(counted=True))
    return found.select(*CHAT).order_by(ibis.desc("day"), ibis.desc("last_at"), "agent", "buyer")


def orders_behind(key: str, scene: Scene) -> Table:
    """Give the orders behind a figure, the latest first; none where it is of chats alone.

    The parameters are those of :func:`chats_behind`. ``agent`` is whose sale an order is, or who reminded of
    it; ``sales_fen`` what it brought, or what the product did that is asked for. Of inquiries these are the
    orders that made them so: one that two inquiries led to stands once, and ``part`` and ``whole`` are empty.

    :raises NoFigureError: as there.
    """
    figure = _figure(key, scene)
    if figure.part not in behind_orders.FAMILIES:
        none = scene.facts.orders.filter(False).mutate(agent=ibis.literal(""), sales_fen=0, counted=True)
        return _unweighed(none).select(*ORDER)
    found = _weighed(behind_orders.FAMILIES[figure.part](scene), figure)
    if figure.part in behind_orders.ASKED:
        found = _unweighed(found)
    return found.select(*ORDER).order_by(ibis.desc("created_at"), "number")


def _figure(key: str, scene: Scene) -> Figure:
    figure = next((each for each in FIGURES if each.key == key), None)
    if figure is None:
        raise NoFigureError(f"There is no figure “{key}”.")
    needs = figure.needs or ("reminders" if figure.group is Group.REMINDERS else "")
    needs = "items" if scene.product else needs
    if needs and getattr(scene.facts, needs) is None:
        raise NoFigureError(f"Nothing is known of the figure “{key}”: there are no facts of {needs}.")
    untold = (scene.returning is not None and key not in OF_BUYERS) or (
        scene.product and key not in OF_PRODUCTS
    )
    if untold:
        raise NoFigureError(f"The figure “{key}” is not told so finely.")
    return figure


def _weighed(found: Table, figure: Figure) -> Table:
    """Say what each row brings to the figure, and leave out what brings nothing."""
    part = found[figure.part].cast("float64")
    if figure.whole not in found.columns:
        return found.mutate(part=part, whole=_NOTHING, counted=ibis.literal(True)).filter(part != 0)
    whole = found[figure.whole].cast("float64")
    counted = part >= whole if figure.unit is Unit.SHARE else ibis.literal(True)
    return found.mutate(part=part, whole=whole, counted=counted).filter((part != 0) | (whole != 0))


def _unweighed(found: Table) -> Table:
    return found.mutate(part=_NOTHING, whole=_NOTHING)
