"""What after-sales refuses, each with a stable code."""

from guitai.kernel.errors import GuitaiError


class CaseRefusedError(GuitaiError):
    """A case can't be opened, moved, merged or reopened so; the sentence says why and what to do."""

    code = "aftersales.case_refused"


class NoSuchCaseError(GuitaiError):
    """There is no such case in the shop."""

    code = "aftersales.no_such_case"


class AuthorityError(GuitaiError):
    """The amount is more than the member may give; ``facts["most"]`` is what they may, in yuan."""

    code = "aftersales.authority"


class PlaybookRefusedError(GuitaiError):
    """A playbook can't be kept so; the sentence names the key that is at fault."""

    code = "aftersales.playbook_refused"


class LedgerRefusedError(GuitaiError):
    """A ledger takes no such line, or the line can't be corrected or confirmed so."""

    code = "aftersales.ledger_refused"


class CasePictureRefusedError(GuitaiError):
    """A picture can't be filed, found or given out so."""

    code = "aftersales.picture_refused"


class IssueRefusedError(GuitaiError):
    """A product's issue can't be moved so."""

    code = "aftersales.issue_refused"


class HandoverRefusedError(GuitaiError):
    """An item of a handover can't be taken or settled so."""

    code = "aftersales.handover_refused"
