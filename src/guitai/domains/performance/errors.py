"""What is refused about figures, targets and pay, each with a stable code."""

from guitai.kernel.errors import GuitaiError


class TargetRefusedError(GuitaiError):
    """A target for a figure that has none, or one that can't be."""

    code = "performance.target_refused"


class MarginRefusedError(GuitaiError):
    """A margin that is no share of sales."""

    code = "performance.margin_refused"


class MonthOverError(GuitaiError):
    """What was agreed for a month that is over stays as it was."""

    code = "performance.month_over"


class UnknownSchemeError(GuitaiError):
    """No such pay scheme comes with the program or was put in force in the shop."""

    code = "performance.unknown_scheme"


class StaffingRefusedError(GuitaiError):
    """A figure of the staffing settings, or of what a member may work, is outside of what makes sense."""

    code = "performance.staffing_refused"


class ProposalMovedOnError(GuitaiError):
    """A proposal of a roster is no longer in the state in which this can be done."""

    code = "performance.proposal_moved_on"
