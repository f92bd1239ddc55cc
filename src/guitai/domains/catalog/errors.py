"""What the range and the promises of a shop refuse."""

from guitai.kernel.errors import GuitaiError


class TermsRefusedError(GuitaiError):
    """What the shop is said to promise is too long, or no number that makes sense."""

    code = "catalog.terms_refused"


class ActivityRefusedError(GuitaiError):
    """An activity has no name, or ends before it begins."""

    code = "catalog.activity_refused"


class PairingRefusedError(GuitaiError):
    """Two goods can't be shown together: they are one, or not both this shop's; or the note is too long."""

    code = "catalog.pairing_refused"
