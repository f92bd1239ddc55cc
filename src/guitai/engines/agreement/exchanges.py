"""A talk as questions and answers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from guitai.engines.agreement.types import Answer, Asked

_ANSWERED_FOR = 3  # lines of a buyer that an answer may be to
_TOGETHER = 4  # lines of the shop in a row that answer the same question


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a talk, by the buyer (``who`` is empty) or by somebody of the shop.

    The number is the caller's own.
    """

    who: str
    text: str
    at: datetime
    message: int
    product: str = ""


def answers_in(lines: Iterable[Line], conversation: int) -> Iterator[Answer]:
    """Give what the shop answered in a talk, each line with the buyer's lines just before it as the question.

    Lines the shop wrote before the buyer asked anything answer nothing and are left out.
    """
    asked: list[str] = []
    answered = 0
    for line in lines:
        if not line.who:
            asked = [line.text] if answered else [*asked[1 - _ANSWERED_FOR :], line.text]
            answered = 0
        elif asked:
            answered += 1
            if answered <= _TOGETHER:
                yield Answer(
                    question="\n".join(asked),
                    text=line.text,
                    who=line.who,
                    at=line.at,
                    conversation=conversation,
                    message=line.message,
                    product=line.product,
                )


def questions_in(lines: Iterable[Line], conversation: int) -> Iterator[Asked]:
    """Give what the buyer asked in a talk, line by line."""
    for line in lines:
        if not line.who:
            yield Asked(
                text=line.text,
                at=line.at,
                conversation=conversation,
                message=line.message,
                product=line.product,
            )
