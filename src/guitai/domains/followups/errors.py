"""What the follow-ups refuse, each with a stable code."""

from guitai.kernel.errors import GuitaiError


class NoSuchTodoError(GuitaiError):
    """There is no such to-do in the shop, or it is closed already."""

    code = "followups.no_such_todo"


class OutcomeRefusedError(GuitaiError):
    """Its list does not know how a to-do is said to end; ``facts["outcomes"]`` are those it knows."""

    code = "followups.outcome_refused"


class AttemptRefusedError(GuitaiError):
    """The buyer may not be gone to once more: their wish, the limit of contacts, or the list's own."""

    code = "followups.attempt_refused"


class TimeRefusedError(GuitaiError):
    """A to-do can't be put off to that moment."""

    code = "followups.time_refused"


class SettingRefusedError(GuitaiError):
    """A list or a line of the process table can't be kept as it is; ``facts["field"]`` says which part."""

    code = "followups.setting_refused"


class PublicAnswerRefusedError(GuitaiError):
    """A review can't be answered in public like this; ``facts["why"]`` says which part is wrong.

    It is gone, answered, state (not in a state for that), empty, long, slot, private, or reason.
    """

    code = "followups.public_answer_refused"
