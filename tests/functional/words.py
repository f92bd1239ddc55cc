"""What stands on the screen in a reader's language; the journeys name things as a person sees them."""

import gettext
from collections.abc import Mapping
from pathlib import Path

from django.contrib import auth

# What Django's own forms say comes after ours.
DJANGOS = Path(auth.__file__).parent / "locale"
LOCALE = Path(__file__).resolve().parents[2] / "src" / "guitai" / "web" / "locale"


class Words:
    """Gives a sentence of the interface by its English source; ``{gaps}`` and ``%(gaps)s`` are filled."""

    def __init__(self, language: str) -> None:
        self.language = language
        chinese = gettext.translation("django", LOCALE, languages=["zh_Hans"])
        chinese.add_fallback(gettext.translation("django", DJANGOS, languages=["zh_Hans"]))
        self._catalogue = chinese if language == "zh-hans" else gettext.NullTranslations()

    def __call__(self, source: str, *, context: str = "", **gaps: object) -> str:
        """Give the sentence as the page shows it."""
        said = self._catalogue.pgettext(context, source) if context else self._catalogue.gettext(source)
        return _filled(said, gaps)

    def counted(self, one: str, several: str, *, count: int) -> str:
        """Give a sentence that has a number in it, by its English sources for one and for several."""
        return _filled(self._catalogue.ngettext(one, several, count), {"count": count})


def _filled(said: str, gaps: Mapping[str, object]) -> str:
    for name, value in gaps.items():
        said = said.replace(f"%({name})s", str(value)).replace(f"{{{name}}}", str(value))
    return said
