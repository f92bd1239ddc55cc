"""What is refused about orders, each with a stable code."""

from guitai.kernel.errors import GuitaiError


class RemarkRefusedError(GuitaiError):
    """A remark says nothing, is too long, or has a flag of no known colour."""

    code = "trade.remark_refused"


class NothingToSettleError(GuitaiError):
    """Nothing contradicts the remarks of this order any more."""

    code = "trade.nothing_to_settle"


class MeaningRefusedError(GuitaiError):
    """The meaning of a flag is too long."""

    code = "trade.meaning_refused"


class NoWriterError(GuitaiError):
    """No connector writes remarks back to this shop's platform; they go by the sheet."""

    code = "trade.no_writer"
