"""What somebody wants a quick phrase or an entry of the knowledge to be, before it is kept."""

from dataclasses import dataclass, field
from datetime import date

from guitai.common.models import Picture
from guitai.domains.accounts.models import Group, Membership
from guitai.domains.catalog.models import Product
from guitai.domains.knowledge.models import PhraseFolder, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseDraft:
    """A phrase as it was typed; a personal one belongs to whoever saves it first."""

    title: str
    text: str
    scope: Scope = Scope.PERSONAL
    group: Group | None = None
    folder: PhraseFolder | None = None
    code: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseRow:
    """One line of a sheet or file of phrases; ``line`` is where a person finds it."""

    title: str
    text: str
    scope: str = Scope.SHOP
    group: str = ""
    folder: str = ""
    code: str = ""
    line: int = field(default=0, compare=False)


@dataclass(slots=True)
class ImportedPhrases:
    """What became of a file's lines; ``rejected`` pairs a line with the sentence that says why."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDraft:
    """An entry as it was typed: the wordings of its question, the first its title; no product is all of them.

    Both days of its validity count. Without an owner it is whoever saves it first.
    """

    questions: tuple[str, ...]
    answer: str
    product: Product | None = None
    is_weakness: bool = False
    valid_from: date | None = None
    valid_until: date | None = None
    owner: Membership | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One line of a sheet of the knowledge; what the sheet has no column for is None, and stays as it is.

    ``product`` is a product's code; a category alone means each of its products. A validity of two None
    says that there is no end to it.
    """

    questions: tuple[str, ...]
    answer: str
    product: str = ""
    category: str = ""
    is_weakness: bool | None = None
    validity: tuple[date | None, date | None] | None = None
    line: int = field(default=0, compare=False)

    @property
    def text(self) -> str:
        """What would be sent."""
        return self.answer


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDraft:
    """One step of a guide as it was written."""

    text: str
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideDraft:
    """A guide as it was written; ``note`` is for the shop's own people."""

    title: str
    steps: tuple[StepDraft, ...]
    code: str = ""
    note: str = ""
