"""What the warehouse refuses, each with a stable code."""

from guitai.kernel.errors import GuitaiError


class NoSuchTaskError(GuitaiError):
    """There is no such task in the shop, or it is not at a point where this can be done with it."""

    code = "warehouse.no_such_task"


class TaskRefusedError(GuitaiError):
    """The warehouse can't be asked this: nothing is said, too much is, or the same is asked already."""

    code = "warehouse.task_refused"


class AnswerRefusedError(GuitaiError):
    """A task does not know that answer, or wants words with it; ``facts["answers"]`` are those it knows."""

    code = "warehouse.answer_refused"


class CancellingRefusedError(GuitaiError):
    """An order can't be cancelled so: it is closed, being cancelled already, or came further."""

    code = "warehouse.cancelling_refused"
