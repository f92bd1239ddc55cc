"""Chats of a day as 旺旺 saved them in 2011: a block an account, begun by the account on a line alone."""

import re
from collections.abc import Iterable, Iterator, Sequence

from guitai.engines.transcripts.formats import Format
from guitai.engines.transcripts.said import Said, bad_time, is_name, loose_moment, message
from guitai.engines.transcripts.talks import in_turn, is_account, is_shops, main_of
from guitai.engines.transcripts.types import Message
from guitai.kernel.decoding import Rejection

_STAMP = re.compile(r"\s*(\d{4}年\d\d?月\d\d?)日 ?(\d\d?:\d\d:\d\d) ?")
_LONGEST_AGENT = 20  # letters; more before a colon are words of the main account


def recognises(first_lines: Sequence[str]) -> bool:
    """Say whether a text begins with an account alone and holds messages of 2011年5月20日12:34:56."""
    lines = [line for line in first_lines if line.strip()]
    return bool(lines) and _is_head(lines[0], "") and any(_STAMP.match(line) for line in lines[1:])


def read(lines: Iterable[str]) -> Iterator[Message | Rejection]:
    """Give the messages of all blocks; the agent is the account of the block, whoever of the shop speaks.

    A block names no buyer but as a sender, so the agent's words are to the buyer who spoke last.
    """
    for one in in_turn(_said(lines), lambda said: not is_shops(said.sender, {main_of(said.to)})):
        if isinstance(one, Rejection):
            yield one
        else:
            said, buyer = one
            yield message(said.line, said.to, buyer, said.sender, said.at, said.words)


FORMAT = Format(kind="wangwang_chats", recognises=recognises, read=read)


def _said(lines: Iterable[str]) -> Iterator[Said | Rejection]:
    account = ""
    one: Said | None = None
    for number, line in enumerate(lines, start=1):
        stamp = _STAMP.match(line)
        if not stamp and not _is_head(line, main_of(account)):
            if one:
                one.words.append(line)
            continue
        if one:
            yield one
        one = None
        if not stamp:
            account = line.strip()
            continue
        begun = _begun(number, account, stamp, line[stamp.end() :])
        if isinstance(begun, Said):
            one = begun
        else:
            yield begun
    if one:
        yield one


def _is_head(line: str, main: str) -> bool:
    """Say whether a line is an account alone; after the first one, an account of the same shop."""
    bare = line.strip()
    return is_account(bare) and is_name(bare) and bare.count(":") == 1 and main in {"", main_of(bare)}


def _begun(number: int, account: str, stamp: re.Match[str], rest: str) -> Said | Rejection:
    sender, words = _parted(rest, account)
    if not account:
        return Rejection(number, "", "no_agent", "This message stands under no account of the shop.")
    if not is_name(sender):
        return Rejection(number, "", "no_sender", "This message does not say who wrote it.")
    at = loose_moment(stamp[1], stamp[2])
    return Said(number, sender, at, [words], to=account) if at else bad_time(number, stamp[0].strip())


def _parted(rest: str, account: str) -> tuple[str, str]:
    """Part ``nick:text``, where the nick may be ``店铺:客服`` and the text hold colons too."""
    if account and rest.startswith(account + ":"):
        return account, rest[len(account) + 1 :]
    sender, colon, words = rest.partition(":")
    if sender != main_of(account):
        return (sender, words) if colon else ("", rest)
    agent, colon, text = words.partition(":")
    if colon and is_name(agent) and len(agent) <= _LONGEST_AGENT and not text.startswith("//"):
        return f"{sender}:{agent}", text
    return sender, words
