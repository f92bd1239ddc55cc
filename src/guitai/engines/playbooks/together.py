"""Several playbooks that lead into one another: an end says with ``then`` where it goes on."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guitai.engines.playbooks.loading import PlaybookError
from guitai.engines.playbooks.types import Answer, End, Playbook, Step


@dataclass(frozen=True, slots=True)
class Stop:
    """One place on a walk: in which playbook, at what, and the answer given there (at an end: none)."""

    playbook: str
    at: Step | End
    answer: Answer | None = None


# From a start to the end it comes to rest at, through as many playbooks as it takes.
Walk = tuple[Stop, ...]
# The key of a playbook, and that of a step or an end in it.
_Place = tuple[str, str]
_ByKey = Mapping[str, Playbook]


def onwards(playbooks: _ByKey, end: End) -> tuple[Playbook, Step | End] | None:
    """Give the playbook and the step at which an end goes on; None where it comes to rest.

    :param playbooks: by their keys.
    :raises LookupError: if ``then`` names none of them, or no start of it.
    """
    if not end.then:
        return None
    key, _, start = end.then.partition(".")
    return playbooks[key], playbooks[key].begin(start)


def check_together(playbooks: _ByKey) -> None:
    """Refuse playbooks that lead to one that is not there, or into one another for ever.

    :param playbooks: by their keys; each holds by itself (:func:`load`).
    :raises PlaybookError: naming the playbook and the key that is at fault.
    """
    for key, playbook in playbooks.items():
        if playbook.key != key:
            raise PlaybookError(f"{key}.key", "this is '%(key)s'", key=playbook.key)
        for end in playbook.ends.values():
            try:
                onwards(playbooks, end)
            except LookupError as wrong:
                raise PlaybookError(
                    f"{key}.ends.{end.key}.then", "there is no start '%(start)s'", start=end.then
                ) from wrong
    # Every step of a playbook has a way to one of its ends, so it is enough to look at where playbooks begin.
    for key, playbook in playbooks.items():
        for state in playbook.starts:
            if _to_rest(playbooks, _begin(playbooks, f"{key}.{state}")) is None:
                raise PlaybookError(f"{key}.starts.{state}", "no way from here comes to rest")


def walks(playbooks: _ByKey, starts: Iterable[str]) -> list[Walk]:
    """Give ways to rest, few of them, on which every answer within reach is given and every end come to.

    There is one from each start at least; the others are the shortest to an answer that none gave yet.

    :param playbooks: by their keys; they hold together (:func:`check_together`).
    :param starts: as ``then`` names them: ``returning.refund``.
    :raises LookupError: if there is no such start.
    """
    found: list[Walk] = []
    seen: set[Stop] = set()
    for start in starts:
        begin = _begin(playbooks, start)
        found.append(_to_rest(playbooks, begin) or ())
        seen.update(found[-1])
        for place, way in _outward(playbooks, begin):
            for stop, to in _leads(playbooks, place):
                if stop not in seen:
                    found.append((*way, stop, *(_to_rest(playbooks, to) or ())))
                    seen.update(found[-1])
    return found


def _begin(playbooks: _ByKey, start: str) -> _Place:
    key, _, state = start.partition(".")
    return key, playbooks[key].begin(state).key


def _leads(playbooks: _ByKey, place: _Place) -> Iterator[tuple[Stop, _Place]]:
    """Give every way on from a place; none where it is an end that rests."""
    key, at = place[0], playbooks[place[0]].at(place[1])
    if isinstance(at, Step):
        for answer in at.answers:
            yield Stop(key, at, answer), (key, answer.to)
    elif at.then:
        yield Stop(key, at), _begin(playbooks, at.then)


def _outward(playbooks: _ByKey, start: _Place) -> Iterator[tuple[_Place, Walk]]:
    """Give every place that can be come to and the shortest way there, the nearest first."""
    ways: dict[_Place, Walk] = {start: ()}
    waiting = deque([start])
    while waiting:
        place = waiting.popleft()
        yield place, ways[place]
        for stop, to in _leads(playbooks, place):
            if to not in ways:
                ways[to] = (*ways[place], stop)
                waiting.append(to)


def _to_rest(playbooks: _ByKey, start: _Place) -> Walk | None:
    """Give the shortest way to an end that rests, that end behind it; None where there is none."""
    for (key, name), way in _outward(playbooks, start):
        at = playbooks[key].at(name)
        if isinstance(at, End) and not at.then:
            return (*way, Stop(key, at))
    return None
