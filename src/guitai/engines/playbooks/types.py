"""What a playbook is made of: steps that ask, answers that lead on, ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Who(StrEnum):
    """Whose answer a step waits for."""

    AGENT = "agent"
    BUYER = "buyer"
    WAREHOUSE = "warehouse"
    COURIER = "courier"
    LEAD = "lead"
    SECOND = "second"  # another than who answered the step before


class Entry(StrEnum):
    """What a line of a ledger says happened; the first four are about a courier's compensation."""

    CLAIMED = "claimed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    PAID = "paid"
    GIVEN = "given"  # to the buyer, who keeps the goods: a part of the price, a compensation
    REFUNDED = "refunded"  # to the buyer: the price of what came back, or never came
    POSTAGE = "postage"  # to the buyer, for what they paid to send it back
    SPENT = "spent"  # by the shop: sent again, fetched back, thrown away
    WRONG = "wrong"  # a wrong shipment, as somebody found it
    CONFIRMED = "confirmed"  # the same, seen by a second person
    DENIED = "denied"


# These say how much.
WITH_AMOUNT = frozenset(Entry) - {Entry.DECLINED, Entry.WRONG, Entry.CONFIRMED, Entry.DENIED}
# These are the shop's money, so that who answers needs the authority for it.
GIVES = frozenset({Entry.GIVEN, Entry.POSTAGE})


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages."""

    zh: str
    en: str

    def told(self, language: str) -> str:
        """Give it in a language as Django names it: Chinese (``zh-hans``), in any other English."""
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a step and the step or end it leads to.

    ``remark`` and ``flag`` are what it leaves on the order; ``wants`` says what has to be told with it, where
    the answer alone says too little (swapped for what). ``pictures`` is how many have to be at hand for it.
    ``entry`` is the line it writes into a ledger, ``amount`` the question for how much; who may not give more
    than ``most`` (fen; none: than their own authority) asks the lead.
    """

    key: str
    title: Words
    to: str
    remark: str = ""
    flag: str = ""
    wants: Words | None = None
    pictures: int = 0
    entry: Entry | None = None
    amount: Words | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be found out or done next; ``say`` is what the buyer is told, with slots.

    ``task`` is the kind of thing the warehouse is asked for; its answers are then those of that kind.
    ``evidence`` is what has to be gathered here, ``hours`` how long it may take (0: as long as it does),
    ``stage`` what the goods have come to once it is reached.
    """

    key: str
    ask: Words
    who: Who
    answers: tuple[Answer, ...]
    say: str = ""
    task: str = ""
    evidence: Words | None = None
    hours: int = 0
    stage: str = ""

    def answer(self, key: str) -> Answer | None:
        """Give the answer of this key; None if the step has no such answer."""
        return next((each for each in self.answers if each.key == key), None)


@dataclass(frozen=True, slots=True)
class End:
    """Where a playbook comes to rest; ``outcome`` is what that means for whoever counts.

    With ``then`` it goes on in another playbook, at one of its starts (``returning.refund``).
    """

    key: str
    title: Words
    outcome: str
    remark: str = ""
    flag: str = ""
    say: str = ""
    stage: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True)
class Playbook:
    """A tree of steps; ``starts`` has the step (or end) a thing begins at by the state it is in."""

    key: str
    version: int
    title: Words
    starts: Mapping[str, str]
    steps: Mapping[str, Step]
    ends: Mapping[str, End]

    def at(self, key: str) -> Step | End:
        """Give the step or end of this key.

        :raises LookupError: if there is none.
        """
        return self.steps[key] if key in self.steps else self.ends[key]

    def begin(self, state: str) -> Step | End:
        """Give where a thing in this state begins.

        :raises LookupError: if the playbook is not for it.
        """
        return self.at(self.starts[state])
