"""What the range and the promises of a shop refuse."""

from guitai.kernel.errors import GuitaiError


class TermsRefusedError(GuitaiError):
    """What the shop is said to promise is too long, or no number that makes sense."""

    code = "catalog.terms_refused"


class ActivityRefusedError(GuitaiError):
    """An activity has no name, or ends before it begins."""

    code = "catalog.activity_refused"
