"""Exports of a small shop for the tests of facts: two agents, a few buyers, November 2026."""

from pathlib import Path

from tests.unit.connectors.files import exports
from tests.unit.engines.tabular.made import V2017, order_csv, saved

from guitai.connectors.files.facts import Sources, gather

SHOP = "示例旗舰店"
MEI, RAIN = f"{SHOP}:小美", f"{SHOP}:小雨"
TALK = [("tb_a", "2026-11-09 10:00:00", "在吗"), (MEI, "2026-11-09 10:00:20", "在的")]


def order(number: str = "1001", **said: str) -> dict[str, str]:
    """Give an order of tb_a on 2026-11-09, but for what is said."""
    usual = {
        "订单编号": number,
        "买家会员名": "tb_a",
        "订单创建时间": "2026-11-09 11:00:00",
        "订单付款时间": "2026-11-09 11:01:00",
        "店铺名称": SHOP,
    }
    return usual | said


def orders(folder: Path, *lines: dict[str, str], name: str = "orders.csv") -> Path:
    """Save a list of orders."""
    return saved(folder, order_csv(V2017, *lines), name=name)


def chats(folder: Path, talks: dict[str, list] | None = None, *, agent: str = MEI, name: str = "") -> Path:
    """Save the chats of an agent; without any, one with tb_a."""
    path = folder / (name or f"{agent.rpartition(':')[2]}.txt")
    return exports.chats(path, agent, talks or {"tb_a": [(*TALK[0],), (agent, *TALK[1][1:])]})


def gathered(folder: Path, **sources: list[Path]) -> tuple[Path, list[str]]:
    """Gather facts of files; gives their folder and what was noticed."""
    out = folder / "facts"
    out.mkdir()
    return out, gather(Sources(**sources), out, on_lines=lambda _name, _count: None)
