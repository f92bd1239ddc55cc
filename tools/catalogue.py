"""Keep the Chinese catalogue complete: bring it up to date, or with --check say what is missing."""

import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

SOURCES = Path("src")
CATALOGUE = SOURCES / "guitai/web/locale/zh_Hans/LC_MESSAGES/django.po"
CALLS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
GAPS = re.compile(r"%\(\w+\)[sd]")


def sources() -> Catalog:
    """Give every string a person may read, as templates and code hold them now."""
    with Path("babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = Catalog()
    for _name, _line, words, comments, context in extract_from_dir(
        str(SOURCES), methods, options, keywords=CALLS, comment_tags=("Translators:",)
    ):
        found.add(words, None, auto_comments=comments, context=context)
    return found


def kept() -> Catalog:
    """Give the catalogue as it is."""
    if not CATALOGUE.exists():
        return Catalog(locale="zh_Hans")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def faults(found: Catalog, catalogue: Catalog) -> list[str]:
    """Name what is missing, left over, not sure, or has other gaps than its source."""
    told = []
    for message in found:
        if not message.id:
            continue
        translated = catalogue.get(message.id, message.context)
        if translated is None or not all(_texts(translated)):
            told.append(f"not translated: {message.id!r}")
        elif any(set(GAPS.findall(text)) != _gaps(message) for text in _texts(translated)):
            told.append(f"other gaps than its source: {message.id!r}")
        elif translated.fuzzy:  # shown in English, though the catalogue has words for it
            told.append(f"marked as not sure: {message.id!r}")
    told += [
        f"no longer used: {message.id!r}"
        for message in catalogue
        if message.id and found.get(message.id, message.context) is None
    ]
    return told


def _texts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def _gaps(message: Message) -> set[str]:
    return set(GAPS.findall(message.id if isinstance(message.id, str) else message.id[-1]))


def bring_up_to_date(found: Catalog, catalogue: Catalog) -> None:
    """Add what is new without a translation, drop what is gone."""
    catalogue.update(found, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    catalogue.header_comment = (
        "# Chinese for every string of Guitai; the English source is its own catalogue."
    )
    catalogue.project, catalogue.version = "Guitai", "1"
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=120, sort_output=True, no_location=True)


def main() -> int:
    """Do what the command line asks."""
    found, catalogue = sources(), kept()
    if "--check" not in sys.argv:
        bring_up_to_date(found, catalogue)
        catalogue = kept()
    told = faults(found, catalogue)
    sys.stderr.write("".join(f"{line}\n" for line in told))
    return bool(told)


if __name__ == "__main__":
    sys.exit(main())
