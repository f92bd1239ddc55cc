"""What somebody wants a quick phrase to be, before it is kept."""

from dataclasses import dataclass, field

from guitai.common.models import Picture
from guitai.domains.accounts.models import Group
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
