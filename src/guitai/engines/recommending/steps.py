"""Where a basket stands in the activities in force, and what it lacks for the next step."""

from collections.abc import Iterable

from guitai.engines.recommending.types import Activity, Standing, Step


def standings(activities: Iterable[Activity], basket_fen: int, pieces: int) -> tuple[Standing, ...]:
    """Say for each activity what a basket has reached and what the next step takes; the nearest step first.

    Each activity by itself: whether several count together is the platform's to say, and nothing here adds
    them up. Of one activity a basket gets the step that takes most off and its latest gift.

    :param basket_fen: what counts for activities: the goods, without postage, after what is off them already.
    """
    found = [_standing(activity, basket_fen, pieces) for activity in activities]
    return tuple(sorted(found, key=_nearness))


def next_step(activities: Iterable[Activity], basket_fen: int, pieces: int) -> Standing | None:
    """Give the activity whose next step is nearest; None if there is no further step in any."""
    return next((each for each in standings(activities, basket_fen, pieces) if each.following), None)


def _standing(activity: Activity, basket_fen: int, pieces: int) -> Standing:
    reached = [step for step in activity.steps if _times(step, basket_fen, pieces)]
    best = max(reached, key=lambda step: _off(step, basket_fen, pieces), default=None)
    off = _off(best, basket_fen, pieces) if best else 0
    given = max((step for step in reached if step.gift), key=_height, default=None)
    ahead = [
        (lacking, step, gain)
        for step in activity.steps
        if (lacking := _lacking(step, basket_fen, pieces)) is not None
        and ((gain := _gain(step, lacking, basket_fen, pieces) - off) > 0 or _brings_gift(step, given))
    ]
    (lacking_fen, lacking_pieces), following, gain = min(ahead, key=_way, default=((0, 0), None, 0))
    return Standing(
        activity=activity.name,
        reached=best if off else given,
        off_fen=off,
        gift=given.gift if given else "",
        following=following,
        lacking_fen=lacking_fen,
        lacking_pieces=lacking_pieces,
        gain_fen=max(gain, 0),
        gain_gift=following.gift if following and _brings_gift(following, given) else "",
    )


def _times(step: Step, basket_fen: int, pieces: int) -> int:
    """Give how often a basket reaches a step: once at most, unless it counts every time."""
    if not pieces:
        return 0
    times = [have // needed for have, needed in _needs(step, basket_fen, pieces) if needed]
    reached = min(times, default=1)
    return reached if step.every else min(reached, 1)


def _needs(step: Step, basket_fen: int, pieces: int) -> tuple[tuple[int, int], tuple[int, int]]:
    return (basket_fen, step.from_fen), (pieces, step.pieces)


def _off(step: Step, basket_fen: int, pieces: int) -> int:
    return step.off_fen * _times(step, basket_fen, pieces)


def _lacking(step: Step, basket_fen: int, pieces: int) -> tuple[int, int] | None:
    """Give the fen and pieces until a step is reached once more; None if it can't be."""
    times = _times(step, basket_fen, pieces)
    if (times and not step.every) or not (step.from_fen or step.pieces):
        return None
    fen, count = (max(needed * (times + 1) - have, 0) for have, needed in _needs(step, basket_fen, pieces))
    return fen, count


def _gain(step: Step, lacking: tuple[int, int], basket_fen: int, pieces: int) -> int:
    """Give what a step takes off once the basket has what it lacks."""
    return _off(step, basket_fen + lacking[0], max(pieces + lacking[1], 1))


def _brings_gift(step: Step, given: Step | None) -> bool:
    return bool(step.gift) and (given is None or _height(step) > _height(given) or step == given)


def _height(step: Step) -> tuple[int, int]:
    return step.from_fen, step.pieces


def _way(ahead: tuple[tuple[int, int], Step, int]) -> tuple[tuple[int, int], int]:
    return ahead[0], -ahead[2]


def _nearness(standing: Standing) -> tuple[bool, int, int, str]:
    """Put what has a next step first, pieces before money of the same size; then by name."""
    return (
        standing.following is None,
        standing.lacking_fen,
        standing.lacking_pieces,
        standing.activity,
    )
