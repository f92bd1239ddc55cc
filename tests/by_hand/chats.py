"""Chats, filters and rounds, read from the section "Words" and the filters of metrics.md.

Left open there, and decided here:

- A chat needs a message of the buyer or the agent. Lines of robots and of the system make no chat; a transfer
  still is a transfer of the talk it stands in.
- Filters look at messages first (mass messages), then at what is left of the chat.
- Mass messages and advertisements may come from either side; such a line opens no round and closes none.
- A code word is said by the agent, anywhere in a message, and takes the whole chat out.
- The main account is the one without ":"; its chats are taken out whole, not just its lines, or every chat
  it answered would count as unanswered.
- A buyer is of the own team if listed, or if the main account of an agent of the shop or below one.
- A transfer is the silent agent's who passed the buyer on, not the one's who took them and kept still.
- A chat of advertisements alone is left out, whatever the agent answered.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime

from guitai.engines.metrics.settings import Settings
from tests.by_hand.facts import Message, Shop, day_of


@dataclass(frozen=True)
class Chat:
    """What one buyer and one account said on one business day; ``moves`` are its transfers."""

    agent: str
    buyer: str
    day: date
    lines: tuple[Message, ...]
    moves: tuple[Message, ...] = ()

    @property
    def begins(self) -> datetime:
        return self.lines[0].at

    @property
    def ends(self) -> datetime:
        return self.lines[-1].at

    def said_by(self, author: str) -> list[Message]:
        return [line for line in self.lines if line.author == author]


@dataclass(frozen=True)
class Round:
    opened: datetime
    answered: datetime | None
    first: bool

    @property
    def seconds(self) -> float | None:
        return None if self.answered is None else (self.answered - self.opened).total_seconds()


def chats(shop: Shop, settings: Settings) -> list[Chat]:
    """All chats of a shop, also those of which only a transfer is known."""
    talks = defaultdict(list)
    for message in sorted(shop.messages, key=lambda each: (each.at, each.seq)):
        talks[message.agent, message.buyer, day_of(message.at, settings)].append(message)
    return [
        Chat(
            *who,
            lines=tuple(each for each in said if each.author in ("buyer", "agent")),
            moves=tuple(each for each in said if each.event),
        )
        for who, said in talks.items()
    ]


def kept(chats: list[Chat], settings: Settings) -> list[Chat]:
    """What figures of reception see of chats."""
    mains = {chat.agent.partition(":")[0] for chat in chats if chat.agent and chat.lines}
    return [seen for chat in chats if (seen := _filtered(chat, mains, settings))]


def _filtered(chat, mains, settings):
    asked = bool(chat.said_by("buyer"))
    if settings.leave_out_mass:
        chat = replace(chat, lines=tuple(each for each in chat.lines if not each.text.startswith("@")))
    agent_lines = chat.said_by("agent")
    went_out = any(move.event == "transfer_out" for move in chat.moves)
    left_out = (
        not chat.lines,
        asked and not chat.said_by("buyer"),
        settings.leave_out_own_team
        and (chat.buyer in settings.own_accounts or chat.buyer.partition(":")[0] in mains),
        settings.leave_out_agent_only and not chat.said_by("buyer"),
        settings.leave_out_silent_transfers
        and went_out
        and len(agent_lines) <= settings.silent_transfer_lines,
        settings.code_word and any(settings.code_word in line.text for line in agent_lines),
        settings.leave_out_main_account and chat.agent and ":" not in chat.agent,
    )
    return None if any(left_out) else chat


def rounds(chat: Chat) -> list[Round]:
    """The rounds of a chat, in order; only the last can be unanswered."""
    found, opened = [], None
    for line in chat.lines:
        if line.author == "buyer" and opened is None:
            opened = line.at
        elif line.author == "agent" and opened is not None:
            found.append(Round(opened, line.at, first=not found))
            opened = None
    if opened is not None:
        found.append(Round(opened, None, first=not found))
    return found
