"""Whose a line of a talk is where figures are counted, whether it was read from a file or from the tables."""

import re
from collections.abc import Sequence

_SPACE = re.compile(r"\s")
_PASSED = re.compile(r"由 (.{1,40}?) 转交给 ([^，,。\s]{1,40})")
# A link to a product's page, with its number; also DuckDB reads it (connectors/files/fact_settling.py).
PRODUCT_LINK = (
    r"(?:(?:taobao|tmall)\.com/[^\s]*?[?&]id=|item\.(?:m\.)?jd\.com/(?:product/)?"
    r"|yangkeduo\.com/[^\s]*?[?&]goods_id=)([0-9]{5,20})"
)
_LINK = re.compile(PRODUCT_LINK)


def answered_by(accounts: Sequence[str]) -> list[str]:
    """Give the account each line of a talk counts for: what a buyer says is for whoever answers next.

    What follows the last answer is for who gave it; without any answer nobody has it.

    :param accounts: by line in order, the agent's or robot's account that wrote it; empty for all others.
    """
    found: list[str] = []
    account = ""
    for own in reversed(accounts):
        account = own or account
        found.append(account)
    last = next((own for own in reversed(accounts) if own), "")
    return [own or last for own in reversed(found)]


def transfer(text: str, account: str) -> str:
    """Say whether a line of the platform tells that the talk came to its account, or left it.

    ``transfer_in``, ``transfer_out``, or nothing if it tells something else.
    """
    passed = _PASSED.search(text)
    if not passed:
        return ""
    own = account.rpartition(":")[2]
    return "transfer_out" if passed.group(1).rpartition(":")[2] == own else "transfer_in"


def letters(text: str) -> int:
    """Count the characters of a text, white space left out."""
    return len(_SPACE.sub("", text))


def products_linked(text: str) -> list[str]:
    """Give the numbers of the products whose pages a text links to."""
    return _LINK.findall(text) if ".com" in text else []
