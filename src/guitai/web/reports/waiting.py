"""Pages whose figures take a moment: the page stands at once, and asks for them itself."""

from guitai.web.members import MemberRequest


def may_wait(request: MemberRequest) -> bool:
    """Say whether the figures may come later: not where they are asked for by ``now`` or as a workbook."""
    return not (request.GET.get("now") or request.GET.get("format"))
