"""What is refused: a rule file and facts that can't be read."""

from typing import ClassVar

from guitai.kernel.errors import GuitaiError


class RuleError(GuitaiError):
    """A rule or vocabulary file is not what it must be; the sentence names file, key and what to write."""

    code: ClassVar[str] = "guard.rule_refused"


class FactsError(GuitaiError):
    """The facts of a conversation are not what they must be; the sentence names the key and what to write."""

    code: ClassVar[str] = "guard.facts_refused"
