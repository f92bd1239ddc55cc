"""Personal data as it is shown unless somebody asks for it: enough to recognise, too little to use."""

import re

# What platforms leave of an account: first characters, stars, last characters. JD's logs write j****db,
# Taobao's pages t******7, whatever the length of the name.
_ACCOUNT_SHAPES = frozenset({(1, 4, 2), (1, 6, 1)})
_MASKED_ACCOUNT = re.compile(r"([^*]+)(\*{2,})([^*]+)")
_LEVELS = re.compile(
    r"(?P<province>[^\s市县区]{2,8}?(?:省|自治区|特别行政区)|(?:北京|上海|天津|重庆)市?)?\s*"
    r"(?P<city>[^\s省区县]{1,10}?(?:市|自治州|地区|盟))?\s*"
    r"(?P<district>[^\s省]{1,10}?(?:区|县|旗|市))?"
)


def masked_name(name: str) -> str:
    """Give a receiver's name as its first character: 张*."""
    return f"{name[0]}*" if name else ""


def is_masked(account: str) -> bool:
    """Say whether an account's name is one with stars in its middle, which many buyers may share."""
    return "**" in account


def may_be(account: str, masked: str) -> bool:
    """Say whether this account is written so by a platform that masks it: jd_0aaaa0aaaa0db as j****db."""
    found = _MASKED_ACCOUNT.fullmatch(masked)
    if not found or is_masked(account):
        return False
    head, stars, tail = found.groups()
    return (
        (len(head), len(stars), len(tail)) in _ACCOUNT_SHAPES
        and len(account) > len(head) + len(tail)
        and account.startswith(head)
        and account.endswith(tail)
    )


def masked_phone(phone: str) -> str:
    """Give a phone number without its middle: 138****0001."""
    digits = "".join(letter for letter in phone if letter.isdigit())
    if not digits:
        return ""
    return f"{digits[:3]}****{digits[-4:]}" if len(digits) >= 8 else "**"


def district_of(address: str) -> str:
    """Give an address down to the district, as far as it can be told: 浙江省 杭州市 西湖区."""
    parts = address.split()
    if len(parts) > 3:
        return " ".join(parts[:3])
    found = _LEVELS.match("".join(parts))
    return " ".join(level for level in found.groups() if level) if found else ""


def masked_address(address: str) -> str:
    """Give an address down to the district, and a sign that there is more."""
    if not address:
        return ""
    return f"{district_of(address)} **".strip()
