"""What the guard refuses, each with a stable code; rule texts are refused by the engine's ``RuleError``."""

from guitai.kernel.errors import GuitaiError


class UnknownRuleError(GuitaiError):
    """The shop has no rule, or no version of it, by that name."""

    code = "guard.unknown_rule"


class RuleIdError(GuitaiError):
    """A rule keeps its id, and no two have the same."""

    code = "guard.rule_id"


class CaseFailedError(GuitaiError):
    """A rule does not find what its own cases say it finds, or finds what they say it lets pass."""

    code = "guard.case_failed"


class NothingToAskError(GuitaiError):
    """The draft needs no lead, or no lead may let it pass."""

    code = "guard.nothing_to_ask"


class AlreadyAskedError(GuitaiError):
    """Another draft of the conversation waits for the lead."""

    code = "guard.already_asked"


class NotWaitingError(GuitaiError):
    """What was asked is settled, or there is no such question in this shop."""

    code = "guard.not_waiting"
