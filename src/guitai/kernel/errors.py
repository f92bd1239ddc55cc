"""A refusal has a code, facts and a sentence; all that may be shown to a person derives from here."""

from typing import ClassVar


class GuitaiError(Exception):
    """A request that is understood and refused.

    ``code`` is stable and documented in ``docs/reference/errors.md``; the text is a whole sentence for a
    person, already translated by whoever raises it.
    """

    code: ClassVar[str] = "guitai.refused"

    def __init__(self, sentence: str = "", **facts: object) -> None:
        super().__init__(sentence or self.code)
        self.sentence = sentence or self.code
        self.facts = facts
