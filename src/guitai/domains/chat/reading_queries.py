"""What was read out of a talk as pages show it, and what leads put right as examples to learn from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, groupby, takewhile
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet

from guitai.domains.accounts.models import Shop
from guitai.domains.chat.anonymous import without_persons
from guitai.domains.chat.models import Author, Conversation, Correction, Kind, Message
from guitai.domains.chat.naming import tokens_in
from guitai.domains.chat.shapes import losing
from guitai.domains.chat.understanding import Line, last_lines
from guitai.domains.trade import queries as trade
from guitai.engines.rulebook.facts import AgentFacts, BuyerFacts, Facts
from guitai.engines.understanding.intents import intents
from guitai.engines.understanding.moves import moves
from guitai.engines.understanding.types import Evidence, Language, Mood, Sign
from guitai.engines.understanding.wording import why

# How satisfied a buyer of each mood is, as `guitai learn` counts: 0 unsatisfied, 2 satisfied.
SATISFIED = {Mood.ANGRY: 0, Mood.DISAPPOINTED: 0, Mood.ANXIOUS: 1, Mood.NEUTRAL: 1, Mood.CONTENT: 2}

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class EvidenceShown:
    """Why a mood was read, in a sentence, and the message that shows it."""

    message: int
    why: str


@dataclass(frozen=True, slots=True)
class MoveShown:
    """What the agent may do now: its title, and words to say to the buyer, if there are any."""

    key: str
    title: str
    say: str


@dataclass(frozen=True, slots=True)
class IntentShown:
    """Something buyers ask, with its title."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class AskedShown:
    """A message of the buyer with what they ask in it; ``corrected`` if a lead said so."""

    message: int
    text: str
    intents: tuple[IntentShown, ...]
    corrected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingShown:
    """How a talk stands: ``mood`` is a key of Mood, or empty as long as nothing was read.

    ``satisfaction``: 1 to 5; ``losing``: how much interest is lost in percent, worth telling if
    ``is_losing``; ``evidence`` speaks for the mood and ``cooling`` for the lost interest, the strongest
    first, as the best of ``moves`` is. ``asked`` are the messages of the buyer's last turn. ``corrected_by``
    is who set the mood right, else empty; nothing speaks for it then.
    """

    mood: str
    satisfaction: int | None
    losing: int
    is_losing: bool
    evidence: tuple[EvidenceShown, ...]
    cooling: tuple[EvidenceShown, ...]
    moves: tuple[MoveShown, ...]
    asked: tuple[AskedShown, ...]
    corrected_by: str = ""


def reading_of(conversation: Conversation, *, language: Language) -> ReadingShown:
    """Give what was read out of a talk, in words."""
    kept = conversation.reading
    turn = _last_turn(last_lines(conversation.pk))
    return ReadingShown(
        mood=conversation.mood,
        satisfaction=conversation.satisfaction,
        losing=conversation.losing_interest,
        is_losing=bool(losing(conversation)),
        evidence=_told(kept.get("evidence", ()), language),
        cooling=_told(kept.get("cooling", ()), language),
        moves=tuple(_move(key, language) for key in kept.get("moves", ()) if key in moves()),
        asked=tuple(_asked(line, kept.get("asked", ()), language) for line in turn),
        corrected_by=_corrected_by(turn),
    )


def titles_of_intents(language: Language) -> tuple[IntentShown, ...]:
    """Give everything that buyers ask, in the order shown."""
    return tuple(_intent(key, language) for key in intents())


def examples(shop: Shop) -> tuple[Rows, Rows]:
    """Give what leads of a shop put right, in the two forms ``guitai learn`` reads, with no persons in it.

    First messages with what is asked, ``{"text", "intent"}``, one row for each intent. Then the talks with a
    mood set right, ``{"id", "overall", "turns": [{"user", "reply", "sat"}]}``: ``sat`` stands at the messages
    a lead judged, and nowhere else, lest our own guesses are learned; ``overall`` is that of the mood by
    now. An angry or a disappointed buyer is unsatisfied (0), a content one satisfied (2), others are between.
    """
    return list(_intent_rows(shop)), list(_mood_rows(shop))


def _last_turn(lines: Sequence[Line]) -> list[Line]:
    """Give what the buyer said last before, or after, the last answer."""
    of_buyer = dropwhile(lambda line: line.by != "buyer", reversed(lines))
    return list(takewhile(lambda line: line.by == "buyer", of_buyer))[::-1]


def _told(evidence: Sequence[dict[str, Any]], language: Language) -> tuple[EvidenceShown, ...]:
    return tuple(
        EvidenceShown(
            each["message"], why(Evidence(0, Sign(each["sign"]), each["weight"], each["facts"]), language)
        )
        for each in evidence
    )


def _move(key: str, language: Language) -> MoveShown:
    move = moves()[key]
    return MoveShown(key, move.title[language], move.say or "")


def _asked(line: Line, asked: Sequence[dict[str, Any]], language: Language) -> AskedShown:
    keys = [each["intent"] for each in asked if each["message"] == line.message]
    shown = tuple(_intent(key, language) for key in keys if key in intents())
    return AskedShown(line.message, line.text, shown, corrected=line.intents is not None)


def _intent(key: str, language: Language) -> IntentShown:
    return IntentShown(key, getattr(intents()[key], language))


def _corrected_by(turn: Sequence[Line]) -> str:
    if not turn or not turn[-1].mood:
        return ""
    said = Correction.objects.filter(message=turn[-1].message, of=Correction.Of.MOOD)
    return said.values_list("by__nickname", flat=True).first() or ""


def _intent_rows(shop: Shop) -> Iterator[dict[str, Any]]:
    for said in _corrections(shop, Correction.Of.INTENTS).exclude(now=""):
        text = _Mask(said.message.conversation, [said.message]).over(said.message)
        yield from ({"text": text, "intent": intent} for intent in said.now.split())


def _mood_rows(shop: Shop) -> Iterator[dict[str, Any]]:
    corrections = _corrections(shop, Correction.Of.MOOD).order_by("message__conversation_id", "message_id")
    for _talk, said in groupby(corrections, key=attrgetter("message.conversation_id")):
        judged = list(said)
        conversation = judged[0].message.conversation
        satisfied = {each.message_id: SATISFIED[Mood(each.now)] for each in judged}
        yield {
            "id": str(conversation.pk),
            "overall": SATISFIED[Mood(conversation.mood or Mood.NEUTRAL)],
            "turns": _turns(conversation, satisfied),
        }


def _turns(conversation: Conversation, satisfied: dict[int, int]) -> Rows:
    """Give each line of the buyer with what was answered to it before the next."""
    said = list(
        conversation.messages.filter(kind=Kind.TEXT, author__in=(Author.BUYER, Author.AGENT))
        .exclude(text="")
        .order_by("pk")
    )
    mask = _Mask(conversation, said)
    turns: Rows = []
    for message in said:
        if message.author == Author.BUYER:
            turns.append({"user": mask.over(message), "reply": ""})
            if message.pk in satisfied:
                turns[-1]["sat"] = satisfied[message.pk]
        elif turns:
            turns[-1]["reply"] = f"{turns[-1]['reply']}\n{mask.over(message)}".lstrip()
    return turns


def _corrections(shop: Shop, of: Correction.Of) -> QuerySet[Correction]:
    return (
        Correction.objects.filter(of=of, message__conversation__shop=shop)
        .select_related("message__conversation__buyer", "message__conversation__agent")
        .order_by("pk")
    )


class _Mask:
    """Puts slots for everybody known in a talk over its messages."""

    def __init__(self, conversation: Conversation, messages: Sequence[Message]) -> None:
        buyer, agent = conversation.buyer, conversation.agent
        orders = trade.orders_for_check(
            shop_id=conversation.shop_id,
            buyer_id=buyer.pk,
            near_buyer_ids=(),
            tokens=tokens_in(*(message.text for message in messages)),
            at=conversation.last_at,
        )
        self._names = (buyer.display_name, conversation.masked_as)
        self._facts = Facts(
            agent=AgentFacts(name=agent.nickname if agent else conversation.agent_account),
            buyer=BuyerFacts(id=trade.name_in_facts(buyer)),
            orders=tuple(orders),
        )

    def over(self, message: Message) -> str:
        return without_persons(message.text, self._facts, names=self._names)
