"""Sessions that JD's 咚咚 exports as a log: each between a line that opens it and one that ends it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from guitai.engines.transcripts.authors import is_platform
from guitai.engines.transcripts.casting import Cast
from guitai.engines.transcripts.formats import Format
from guitai.engines.transcripts.markup import without_markup
from guitai.engines.transcripts.said import Said, bad_time, is_name, message, moment
from guitai.engines.transcripts.talks import chief
from guitai.engines.transcripts.types import Message
from guitai.kernel.decoding import Rejection

_OPENS = re.compile(r"\s*/?\*{8,}\s*以下为一通会话")
_ENDS = re.compile(r"\s*/?\*{8,}\s*会话结束")
_HEAD = re.compile(r"\s?(\S+) (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\s*")
_LONGEST = 20_000  # messages of a session; where ends are missing, memory must not fill


def recognises(first_lines: Sequence[str]) -> bool:
    """Say whether a line that opens a session stands among the first, or messages and one that ends it."""
    return any(_OPENS.match(line) for line in first_lines) or (
        any(_ENDS.match(line) for line in first_lines) and any(_HEAD.fullmatch(line) for line in first_lines)
    )


def read(lines: Iterable[str]) -> Iterator[Message | Rejection]:
    """Give the messages of all sessions.

    The agent of a session is the person who said most in it; where none spoke, the robot, or nobody. Where
    nobody can tell who is the buyer, each message of the session is rejected.
    """
    cast = Cast({one.sender for one in session} for session, _ in _sessions(lines))
    for session, rejections in _sessions(lines):
        names = Counter(one.sender for one in session)
        buyer = cast.buyer(names)
        agent = chief({name: said for name, said in names.items() if name != buyer and not is_platform(name)})
        for one in session:
            words = [without_markup("\n".join(one.words))]
            yield (
                message(one.line, agent, buyer, one.sender, one.at, words) if buyer else _unclear(one, names)
            )
        yield from rejections


FORMAT = Format(kind="dongdong_chats", recognises=recognises, read=read)


def _sessions(lines: Iterable[str]) -> Iterator[tuple[list[Said], list[Rejection]]]:
    """Give what was said in each session, and what is wrong in it."""
    said: list[Said] = []
    rejections: list[Rejection] = []
    words: list[str] = []  # lines of the message being read
    for number, line in enumerate(lines, start=1):
        head = _HEAD.fullmatch(line)
        is_head = bool(head and is_name(head[1]))
        if _OPENS.match(line) or _ENDS.match(line) or (is_head and len(said) + len(rejections) >= _LONGEST):
            yield said, rejections
            said, rejections, words = [], [], []
        if head and is_head:
            words = []
            if at := moment(head[2]):
                said.append(Said(number, head[1], at, words))
            else:
                rejections.append(bad_time(number, head[2]))
        else:
            words.append(line.rstrip())
    yield said, rejections


def _unclear(one: Said, names: Iterable[str]) -> Rejection:
    shown = ", ".join(names)
    return Rejection(
        one.line,
        "",
        "unclear_buyer",
        f"Nobody can tell who is the buyer in this session of {shown}.",
        {"found": shown},
    )
