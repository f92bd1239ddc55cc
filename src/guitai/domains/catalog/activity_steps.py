"""What a basket reaches in an activity, as a lead writes it: 满300减30, 每满200减20, 满99送短袜, 3件9折."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from guitai.domains.catalog.errors import ActivityRefusedError
from guitai.kernel.money import Money
from guitai.kernel.text import clean

_MOST = 20
_LINE = re.compile(
    r"(?P<every>每)?满?(?P<from>\d{1,7}(?:\.\d{1,2})?)(?P<unit>元|件)?"
    r"(?:减(?P<off>\d{1,7}(?:\.\d{1,2})?)元?|送(?P<gift>.{1,80})|打?(?P<rate>\d(?:\.\d)?折|半价))"
)
_SECOND = re.compile(r"第(?P<pieces>[二2三3])件(?:打?\d(?:\.\d)?折|半价)")


def read_steps(lines: Iterable[str]) -> list[dict[str, Any]]:
    """Read the steps of an activity, one a line, the lowest first.

    Gives what ``engines.recommending.steps`` takes, as it is stored: ``from_fen`` or ``pieces``, then
    ``off_fen`` or ``gift`` (a lower price too: 9折), and ``every`` where it comes again
    with each such amount.

    :raises ActivityRefusedError: if a line says nothing of the kind, or gives more than it asks for.
    """
    steps = [_step(line) for each in lines if (line := clean(each))]
    if len(steps) > _MOST:
        raise ActivityRefusedError(_("An activity has at most %(most)s steps.") % {"most": _MOST})
    return sorted(steps, key=lambda step: (step.get("pieces", 0), step.get("from_fen", 0)))


def written_steps(steps: Sequence[dict[str, Any]]) -> list[str]:
    """Write the steps as a lead does, so that they are read the same again."""
    return [_written(step) for step in steps]


def _step(line: str) -> dict[str, Any]:
    line = line.replace(" ", "")
    if second := _SECOND.fullmatch(line):
        return {"pieces": 2 if second["pieces"] in "二2" else 3, "gift": line}
    found = _LINE.fullmatch(line)
    if found is None or (found["unit"] == "件" and not found["from"].isdecimal()):
        raise ActivityRefusedError(
            _("“%(line)s” is no step; write it as 满300减30, 每满200减20, 满99送短袜, 2件减15 or 第二件半价.")
            % {"line": line}
        )
    step: dict[str, Any] = (
        {"pieces": int(found["from"])}
        if found["unit"] == "件"
        else {"from_fen": Money.parse(found["from"]).fen}
    )
    if found["off"]:
        step["off_fen"] = Money.parse(found["off"]).fen
    else:
        step["gift"] = found["gift"] or found["rate"]
    if found["every"]:
        step["every"] = True
    if "from_fen" in step and step.get("off_fen", 0) >= step["from_fen"]:
        raise ActivityRefusedError(
            _("“%(line)s” gives back all that is paid; look at it again.") % {"line": line}
        )
    return step


def _written(step: dict[str, Any]) -> str:
    if step.get("gift", "").startswith("第"):
        return str(step["gift"])
    begins = f"{step['pieces']}件" if "pieces" in step else f"满{_yuan(step['from_fen'])}"
    every = "每" if step.get("every") else ""
    if "off_fen" in step:
        return f"{every}{begins}减{_yuan(step['off_fen'])}"
    sends = "" if step["gift"].endswith(("折", "半价")) else "送"
    return f"{every}{begins}{sends}{step['gift']}"


def _yuan(fen: int) -> str:
    return Money(fen).yuan.removesuffix(".00")
