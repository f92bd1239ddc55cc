"""What may stand behind a buyer's question, with the question that follows it up."""

from collections.abc import Iterator, Sequence

from guitai.engines.needs.loading import Reason, Topic, topics
from guitai.engines.needs.types import Evidence, Kind, Motive
from guitai.kernel.normalised import Normalised, normalise


def motives(kind: Kind, text: str) -> tuple[Motive, ...]:
    """Give the motives there may be for every topic the text asks about.

    Topics come in the order they are asked; of each, those first that the buyer's own words speak for.
    """
    said = normalise(text)
    asked = sorted(_asked(said.text), key=lambda each: each[1])
    return tuple(
        motive for topic, span in asked for motive in _of_topic(topic, topic.reasons_of(kind.key), said, span)
    )


def _asked(text: str) -> Iterator[tuple[Topic, tuple[int, int]]]:
    for topic in topics():
        open_text = text
        for turn in topic.harmless:
            open_text = open_text.replace(turn, "\n" * len(turn))
        span = _first(open_text, topic.words)
        if span is not None:
            yield topic, span


def _of_topic(
    topic: Topic, reasons: Sequence[Reason], said: Normalised, span: tuple[int, int]
) -> list[Motive]:
    evidence = Evidence(0, *said.span(*span))
    found = []
    for reason in reasons:
        sign = _first(said.text, reason.signs)
        shown = Evidence(0, *said.span(*sign)) if sign is not None else None
        found.append(Motive(topic.key, topic.title, reason.key, reason.title, reason.ask, evidence, shown))
    return sorted(found, key=lambda motive: motive.sign is None)


def _first(text: str, words: Sequence[str]) -> tuple[int, int] | None:
    """Give where the first of the words stands, the longest of those that begin there."""
    places = [(text.find(word), -len(word)) for word in words if word in text]
    if not places:
        return None
    start, length = min(places)
    return start, start - length
