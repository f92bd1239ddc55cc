"""Which kind a product is of, by its category and title."""

from collections.abc import Iterator
from dataclasses import replace

from guitai.engines.needs.loading import kinds
from guitai.engines.needs.types import Kind
from guitai.kernel.normalised import normalise


def kind_of(category: str, title: str) -> Kind:
    """Give the kind the category names, else the title, else the general one.

    Needs that are asked of certain products alone (a ring's size) are left out for the others.
    """
    named, titled = normalise(category).text, normalise(title).text
    kind = next(_naming(named), None) or next(_naming(titled), None) or kinds()[-1]
    about = f"{named}\n{titled}"
    needs = tuple(need for need in kind.needs if not need.only or any(word in about for word in need.only))
    return replace(kind, needs=needs)


def _naming(text: str) -> Iterator[Kind]:
    for kind in kinds():
        said = text
        for turn in kind.harmless:
            said = said.replace(turn, "\n")
        if any(word in said for word in kind.words) or (
            kind.both and all(any(word in said for word in words) for words in kind.both)
        ):
            yield kind
