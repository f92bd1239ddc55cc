"""Off-platform: numbers, accounts, mail addresses and links that lead a buyer away."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from guitai.engines.rulebook.detectors.registry import detector
from guitai.engines.rulebook.drafts import Draft, longest
from guitai.engines.rulebook.facts import Facts
from guitai.engines.rulebook.types import Hit, Scope
from guitai.kernel.normalised import normalise
from guitai.kernel.numerals import one_by_one

_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0[1-9]\d{9,10}")
_D = "[0-9零〇一二三四五六七八九幺]"
# Up to six characters of filler, then an account: letters first, or five digits and more.
_ACCOUNT = re.compile(
    r"(?:号码|账号|号|id|群|是|为|:|,|加|搜|叫|我的|我|都|就|同|一样|\(|【|“|\"){0,6}"
    rf"([a-z][a-z0-9]{{5,19}}|{_D}(?:[ ._-]?{_D}){{3,11}})"
)
_HOTLINE = re.compile(r"9[56]\d{3,4}|12\d{3}|[48]00\d{7}")  # a public number is no account
_LEAST_ACCOUNT = 5
_MAIL = re.compile(r"[a-z0-9]{3,}@[a-z0-9]{2,}")
_TOP = "com|cn|net|org|top|shop|vip|cc|xyz|me|io|co|link|club|site|tv|info|biz|hk|app"
_LINK = re.compile(
    rf"(?:https?://(?=[a-z0-9])|(?=(?:[a-z0-9-]+\.)+(?:{_TOP})(?![a-z0-9.@])))"
    r"((?:[a-z0-9-]+\.)*[a-z0-9-]+)(?:[/?:][\x21-\x7e]*)?",
    re.IGNORECASE | re.ASCII,
)
# weidian点com, weidian . com: a name with a letter in it, and the ends of domains that are no words.
_SPELLED_OUT = re.compile(
    r"(?<![a-z0-9])(?=[0-9-]*[a-z])[a-z0-9-]{3,}(?:。|点| ?[.．] | [.．] ?)(?:com|cn|net)(?![a-z0-9])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ContactSettings:
    """``kinds``: which of phone, account and mail to look for.

    ``invited``: with true, a phone counts only where the sentence invites to use it; with false, only
    elsewhere.
    """

    kinds: tuple[str, ...] = ("phone", "account", "mail")
    invited: bool = True


@detector("contact_details", ContactSettings, sets=("contact_apps", "contact_verbs"))
def contact_details(draft: Draft, facts: Facts, settings: ContactSettings) -> Iterator[Hit]:
    """Report phone numbers, accounts after the name of a chat program, mail addresses; never the buyer's."""
    if "phone" in settings.kinds:
        yield from _phones(draft, facts, invited=settings.invited)
    if "account" in settings.kinds:
        yield from _accounts(draft, facts)
    if "mail" in settings.kinds and "@" in draft.text:
        said = normalise(facts.buyers_last).text
        for found in _MAIL.finditer(draft.text):
            if found.group() not in said:
                yield Hit(found.start(), found.end())


def _phones(draft: Draft, facts: Facts, *, invited: bool) -> Iterator[Hit]:
    for run in draft.digits:
        number = run.value.removeprefix("86") if len(run.value) > 12 else run.value
        if not (_MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number)):
            continue
        if _known(number, facts):
            continue
        first, last = draft.around(run.start, run.end, Scope.SENTENCE)
        if invited == any(first <= start and end <= last for start, end in draft.named("contact_verbs")):
            yield Hit(run.start, run.end)


def _known(number: str, facts: Facts) -> bool:
    """Say whether it is of an order: somebody else's is a matter of privacy, the buyer's own of nobody."""
    return any(number in (order.phone, order.id, order.tracking) for order in facts.orders)


def _accounts(draft: Draft, facts: Facts) -> Iterator[Hit]:
    for start, end in longest(draft.named("contact_apps")):
        found = _ACCOUNT.match(draft.text, end)
        if found is None:
            continue
        account = one_by_one(re.sub("[ ._-]", "", found[1]))
        if (
            (len(account) >= _LEAST_ACCOUNT or draft.begins)
            and not _HOTLINE.fullmatch(account)
            and not _known(account, facts)
        ):
            yield Hit(start, found.end())


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """``allowed``: for each platform the domains that are its own; those of the shop come from the facts."""

    allowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@detector("foreign_link", LinkSettings, slots=("link",))
def foreign_link(draft: Draft, facts: Facts, settings: LinkSettings) -> Iterator[Hit]:
    """Report links to anywhere but the platform and the shop; with no platform given any of them is fine."""
    written = draft.plain.written
    if not any(dot in written for dot in ".．。点"):
        return
    if draft.platform is None:
        own = [domain for domains in settings.allowed.values() for domain in domains]
    else:
        own = list(settings.allowed.get(draft.platform, ()))
    own += [_domain(link) for link in facts.shop.links]
    for found in _LINK.finditer(written.replace("．", ".")):
        domain = found[1].casefold()
        if any(domain == one or domain.endswith("." + one) for one in own):
            continue
        if span := draft.from_written(found.start(), found.end()):
            yield Hit(*span, {"link": found.group()})
    for found in _SPELLED_OUT.finditer(written):
        if span := draft.from_written(found.start(), found.end()):
            yield Hit(*span, {"link": found.group()})


def _domain(link: str) -> str:
    found = _LINK.search(link)
    return found[1].casefold() if found else link.casefold()
