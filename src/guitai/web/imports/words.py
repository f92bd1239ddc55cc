"""Files and their imports in words: what they are, how far they are, what became of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from guitai.domains.accounts.queries import Shop
from guitai.domains.intake import files, queries
from guitai.domains.intake.queries import Run, State
from guitai.web.imports.previews import labelled

KINDS: dict[str, Any] = {
    "taobao_orders": gettext_lazy("Taobao orders"),
    "taobao_order_items": gettext_lazy("Taobao order items"),
    "taobao_refunds": gettext_lazy("Taobao refunds"),
    "reviews": gettext_lazy("public reviews"),
    "jd_orders": gettext_lazy("JD orders"),
    "pdd_orders": gettext_lazy("Pinduoduo orders"),
    "qianniu_chats": gettext_lazy("千牛 chats"),
    "wangwang_chats": gettext_lazy("旺旺 chats"),
    "dongdong_chats": gettext_lazy("咚咚 chats"),
    "dongdong_sessions": gettext_lazy("咚咚 sessions"),
    "kpi_table": gettext_lazy("agents' figures"),
    "products": gettext_lazy("product sheet"),
}
_ENCODINGS = {"gb18030": "GBK", "utf-8": "UTF-8", "utf-8-sig": "UTF-8", "xlsx": "XLSX"}
_ICONS = {
    State.READY: "circle-check",
    State.UNMAPPED: "alert-triangle",
    State.REFUSED: "circle-x",
    State.DONE: "check",
    State.UNDONE: "arrow-back-up",
    State.CANCELLED: "ban",
    State.FAILED: "circle-x",
    State.INTERRUPTED: "alert-triangle",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One file as the page shows it."""

    run: Run
    what: str
    lines: str
    icon: str
    before: Run | None = None
    twin: str = ""
    may_be_undone: bool = False
    done: int | None = None
    left: str = ""

    @property
    def lines_done(self) -> str:
        """How many lines were read."""
        return f"{self.run.lines_done:,}"

    @property
    def is_cancel_asked(self) -> bool:
        """Whether somebody wants it cancelled."""
        return files.is_cancel_asked(self.run)

    @property
    def tables(self) -> list[dict[str, Any]]:
        """The first rows as they were understood."""
        return labelled(self.run.look.get("tables", ()))


def arrived_rows(shop: Shop) -> list[Row]:
    """Give the files somebody has to decide about; those that need something else first come first."""
    runs = list(queries.arrived(shop))
    before = queries.imported_before(shop, (run.sha256 for run in runs))
    first: dict[str, Run] = {}
    for run in runs:
        first.setdefault(run.sha256, run)
    rows = [_row(run, before=before.get(run.sha256), twin=_twin(run, first[run.sha256])) for run in runs]
    return sorted(rows, key=lambda row: row.run.state == State.READY)


def _twin(run: Run, first: Run) -> str:
    return first.name if first is not run and run.state == State.READY else ""


def under_way_rows(shop: Shop, *, at: datetime) -> list[Row]:
    """Give the files that are being imported, and those that wait for their turn."""
    return [
        _row(run, done=_part_done(run), left=time_left(queries.seconds_left(run, at=at)))
        for run in queries.under_way(shop)
    ]


def history_rows(shop: Shop, runs: Iterable[Run]) -> list[Row]:
    """Give imports that are over."""
    last = queries.last_done(shop)
    return [_row(run, may_be_undone=last is not None and last.pk == run.pk) for run in runs]


def _row(run: Run, **more: Any) -> Row:
    return Row(run, what_of(run), _lines(run), _ICONS.get(State(run.state), "clock"), **more)


def what_of(run: Run) -> str:
    """Say what a file is: 淘宝订单 2017版 · GBK."""
    said = []
    for kind in run.kinds:
        name = str(KINDS.get(kind["kind"], kind["kind"]))
        if kind.get("version"):
            name = _("%(kind)s, version %(version)s") % {"kind": name, "version": kind["version"]}
        said.append(name)
    encodings = dict.fromkeys(
        _ENCODINGS.get(kind["encoding"], kind["encoding"].upper()) for kind in run.kinds
    )
    return " · ".join([" + ".join(said), *encodings]) if said else ""


def _lines(run: Run) -> str:
    if not run.kinds or run.lines is None:
        return ""
    shown = f"{run.lines:,}"
    if run.is_counted:
        return ngettext("%(count)s line", "%(count)s lines", run.lines) % {"count": shown}
    return _("about %(count)s lines") % {"count": shown}


def _part_done(run: Run) -> int | None:
    """Give the part that was read, in hundredths; nothing while it can't be told."""
    if run.state != State.READING or not run.lines:
        return None
    return min(99, 100 * run.lines_done // run.lines)


def time_left(seconds: float | None) -> str:
    """Say how long it will take: 3分20秒."""
    if seconds is None:
        return ""
    minutes, rest = divmod(max(1, round(seconds)), 60)
    if minutes:
        return _("about %(minutes)s min %(seconds)s s left") % {"minutes": minutes, "seconds": rest}
    return _("about %(seconds)s s left") % {"seconds": rest}
