"""Who talks with whom, where a text names the senders and little else."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from datetime import timedelta
from typing import NoReturn

from guitai.engines.transcripts.authors import is_platform, is_robot
from guitai.engines.transcripts.formats import UnclearTalkError
from guitai.engines.transcripts.said import Said, message, no_buyer
from guitai.engines.transcripts.types import Message
from guitai.kernel.decoding import Rejection
from guitai.kernel.text import shorten

_MAIN_ENDS = ("旗舰店", "专卖店", "专营店")  # Tmall gives these endings to shops alone
_NAMED = 5  # in a sentence, at most
_NEW_TALK = timedelta(minutes=1)  # back in time; less may be two clocks
_MOST_WAITING = 1000


def is_account(name: str) -> bool:
    """Say whether a name is that of a shop's sub-account, ``店铺:客服``."""
    main, colon, agent = name.partition(":")
    return bool(main and colon and agent)


def is_shops(name: str, mains: Collection[str] = ()) -> bool:
    """Say whether a name is one of a shop with these main accounts, its robot's or the platform's."""
    return (
        is_account(name) or name in mains or name.endswith(_MAIN_ENDS) or is_robot(name) or is_platform(name)
    )


def main_of(account: str) -> str:
    """Give the main account of a sub-account, ``店铺`` of ``店铺:客服``."""
    return account.partition(":")[0]


def chief(said: Mapping[str, int]) -> str:
    """Give the account that had a talk: the person who said most, else the robot; on a tie who came first."""
    return max(said, key=lambda name: (not is_robot(name), said[name]), default="")


def with_one_buyer(again: Callable[[], Iterable[Said | Rejection]]) -> Iterator[Message | Rejection]:
    """Give the messages of a talk copied from a window, where all that tells the sides apart are their names.

    Lines that name both sides may be of several talks.

    :param again: gives the same each time it is called; what was said is not kept in memory.
    :raises UnclearTalkError: if no name is a shop's or no buyer can be told.
    """
    said = Counter((one.sender, one.to) for one in again() if isinstance(one, Said))
    names = dict.fromkeys(name for pair in said for name in pair if name)
    mains = {main_of(name) for name in names if is_account(name)}
    buyers = {name for name in names if not is_shops(name, mains)}
    if names:
        _refuse_unclear(list(names), buyers, all_directed=all(to for _, to in said))
    only = min(buyers) if len(buyers) == 1 else ""
    agents: dict[str, Counter[str]] = defaultdict(Counter)
    for (sender, to), times in said.items():
        buyer = _buyer(sender, to, buyers, only)
        for name, spoke in ((sender, times), (to, 0)):
            if name not in {buyer, ""} and not is_platform(name):
                agents[buyer][name] += spoke
    for one in again():
        if isinstance(one, Rejection):
            yield one
        elif buyer := _buyer(one.sender, one.to, buyers, only):
            yield message(one.line, chief(agents[buyer]), buyer, one.sender, one.at, one.words)
        else:
            yield no_buyer(one.line)


def in_turn(
    said: Iterable[Said | Rejection], is_buyers: Callable[[Said], bool]
) -> Iterator[tuple[Said, str] | Rejection]:
    """Give each message with its buyer, where a text holds one talk after another and names senders alone.

    The shop's words are to the buyer who spoke last. Where nobody did, or the time jumps back, which is where
    another talk begins, they are to the one who speaks next. What is to nobody is rejected.
    """
    waiting: list[Said] = []
    last: Said | None = None
    buyer = ""
    for one in said:
        if isinstance(one, Rejection):
            yield one
            continue
        if last and (one.to != last.to or one.at < last.at - _NEW_TALK):
            yield from (no_buyer(early.line) for early in waiting)
            waiting, buyer = [], ""
        last = one
        if is_buyers(one):
            buyer = one.sender
            yield from ((early, buyer) for early in waiting)
            waiting = []
        if buyer:
            yield one, buyer
        elif len(waiting) < _MOST_WAITING:
            waiting.append(one)
        else:
            yield no_buyer(one.line)
    yield from (no_buyer(early.line) for early in waiting)


def refuse_without_shop(names: Sequence[str]) -> NoReturn:
    """Refuse a text none of whose senders is a shop's.

    :raises UnclearTalkError: always.
    """
    raise UnclearTalkError(
        f"is a talk of {_listed(names)}, and none of them is named like an agent of a shop (店铺:客服), so "
        "nobody can tell who is the buyer. Copy it with the agent's full name, or save it with the message "
        "manager of 千牛.",
        problem="no_agent",
        names=names,
    )


def _buyer(sender: str, to: str, buyers: Set[str], only: str) -> str:
    if not to:
        return only
    return next((name for name in (sender, to) if name in buyers), "")


def _refuse_unclear(names: Sequence[str], buyers: Set[str], *, all_directed: bool) -> None:
    if all(name in buyers or is_platform(name) for name in names):
        refuse_without_shop(names)
    if not buyers:
        raise UnclearTalkError(
            f"holds words of the shop alone ({_listed(names)}) and names no buyer. Copy the whole talk, or "
            "save it with the message manager of 千牛.",
            problem="no_buyer",
            names=names,
        )
    if len(buyers) > 1 and not all_directed:
        found = [name for name in names if name in buyers]
        raise UnclearTalkError(
            f"holds words of several buyers ({_listed(found)}) and does not say to whom the shop's answers "
            "went. Save each talk as a file of its own.",
            problem="several_buyers",
            names=found,
        )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(shorten(name, 30) for name in names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
