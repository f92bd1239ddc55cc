"""What is refused about lost inquiries, each with a stable code."""

from guitai.kernel.errors import GuitaiError


class UnknownReasonError(GuitaiError):
    """There is no such reason."""

    code = "insight.unknown_reason"


class NothingProposedError(GuitaiError):
    """No reason was proposed that could be taken."""

    code = "insight.nothing_proposed"


class BoughtMeanwhileError(GuitaiError):
    """The buyer ordered after all, so that nothing was lost."""

    code = "insight.bought_meanwhile"


class NotYourInquiryError(GuitaiError):
    """Another agent had the talk."""

    code = "insight.not_your_inquiry"


class AlreadyDecidedError(GuitaiError):
    """Somebody has decided about this contradiction or gap already."""

    code = "insight.already_decided"


class NotReplaceableError(GuitaiError):
    """No entry can be made of this side of a contradiction by itself."""

    code = "insight.not_replaceable"
