"""Who works when: a week's roster that covers the need as well as the rules allow (OR-Tools CP-SAT).

What matters first is settled first, and is kept while the next is made better: shortage, then surplus, then
unfairness, then wishes that are not met. Rules are never broken; what was planned already stays, even where
it breaks them. So there is always a roster, and what it can't cover is said with the reasons.

*Unfairness* is what lies between those with most and least, added up: of their hours as per cent of what they
may work in the week, ten for each night, five for each day of the weekend.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from guitai.engines.staffing.missing import whys
from guitai.engines.staffing.needing import HALF_HOURS
from guitai.engines.staffing.roster_types import (
    DAYS,
    Pattern,
    Proposed,
    Roster,
    Rules,
    Short,
    Worker,
    counted,
)

_WEEKEND = (5, 6)
_NIGHT_WEIGHT, _WEEKEND_WEIGHT = 10, 5
# What each part of the search may use of the time that is left: most goes to covering the need.
_SHARES = (0.5, 0.5, 0.6, 1.0)

# Seconds of the clock for each of the solver's own; where others keep a machine busy it takes several.
_PATIENCE = 10
_Choice = tuple[Worker, int, Pattern]
_Sum = cp_model.LinearExpr | int


@dataclass(frozen=True, slots=True)
class _Model:
    """The choices there are, as yes or no, and the sums that are made small in turn."""

    solver: cp_model.CpModel
    choices: dict[tuple[int, int, int], cp_model.IntVar]  # by worker, day and pattern
    aims: list[_Sum]


def propose(
    need: Sequence[int],
    workers: Sequence[Worker],
    patterns: Sequence[Pattern],
    *,
    rules: Rules,
    seconds: float,
    seed: int = 1,
) -> Roster:
    """Propose who works which shift on which day of a week.

    :param need: agents for each half hour of the week, 336 of them.
    :param seconds: how long to search at the most, in the solver's own steady time, so that the same question
        gets the same answer. A common machine keeps up with it; a slow one is stopped at ten times as much.
    """
    if len(need) != DAYS * HALF_HOURS:
        raise ValueError("a week has 336 half hours")
    allowed = list(_allowed(workers, patterns, rules))
    model = _build(need, workers, allowed, rules)
    chosen, is_best = _solve(model, seconds=seconds, seed=seed)
    proposed = sorted(
        [Proposed(*choice, is_new=True) for choice in chosen]
        + [
            Proposed(worker.key, day, pattern.key, is_new=False)
            for worker in workers
            for day, pattern in worker.fixed.items()
            if 0 <= day < DAYS
        ],
        key=lambda one: (one.worker, one.day),
    )
    return _told(need, workers, patterns, rules, proposed=proposed, is_best=is_best)


def _allowed(workers: Iterable[Worker], patterns: Iterable[Pattern], rules: Rules) -> Iterator[_Choice]:
    """Give each shift a member could work on a day, looked at by itself."""
    nights = {pattern.key for pattern in patterns if pattern.touches(*rules.night)}
    for worker in workers:
        for day in range(DAYS):
            if day in worker.off or day in worker.fixed:
                continue
            for pattern in patterns:
                fits = pattern.minutes <= worker.max_day and (worker.may_nights or pattern.key not in nights)
                if fits and not any(rules.too_close(*pair) for pair in _neighbours(day, pattern, worker)):
                    yield worker, day, pattern


def _neighbours(day: int, pattern: Pattern, worker: Worker) -> Iterator[tuple[Pattern, Pattern]]:
    """Give the shift beside what is planned already on the day before and after, in order."""
    if day - 1 in worker.fixed:
        yield worker.fixed[day - 1], pattern
    if day + 1 in worker.fixed:
        yield pattern, worker.fixed[day + 1]


def _build(
    need: Sequence[int], workers: Sequence[Worker], allowed: Sequence[_Choice], rules: Rules
) -> _Model:
    solver = cp_model.CpModel()
    choices = {
        (worker.key, day, pattern.key): solver.new_bool_var(f"{worker.key}-{day}-{pattern.key}")
        for worker, day, pattern in allowed
    }
    by_worker: dict[int, list[_Choice]] = {worker.key: [] for worker in workers}
    for choice in allowed:
        by_worker[choice[0].key].append(choice)
    for worker in workers:
        _keep_rules(solver, choices, worker, by_worker[worker.key], rules)
    shortage, surplus = _cover(solver, choices, need, workers, allowed)
    aims = [shortage, surplus, _unfairness(solver, choices, workers, allowed, rules)]
    aims.append(_against_wishes(choices, allowed))
    return _Model(solver, choices, aims)


def _keep_rules(
    solver: cp_model.CpModel,
    choices: dict[tuple[int, int, int], cp_model.IntVar],
    worker: Worker,
    own: Sequence[_Choice],
    rules: Rules,
) -> None:
    on_day: list[list[tuple[Pattern, cp_model.IntVar]]] = [[] for _ in range(DAYS)]
    for _worker, day, pattern in own:
        on_day[day].append((pattern, choices[worker.key, day, pattern.key]))
    for day, there in enumerate(on_day):
        solver.add_at_most_one(variable for _pattern, variable in there)
        for pattern, variable in there if day + 1 < DAYS else ():
            after = [other for second, other in on_day[day + 1] if rules.too_close(pattern, second)]
            if after:
                solver.add_at_most_one([variable, *after])
    planned = [pattern for day, pattern in worker.fixed.items() if 0 <= day < DAYS]
    minutes = sum(pattern.minutes * variable for there in on_day for pattern, variable in there)
    # What was planned already may be too much: then nothing is added.
    solver.add(minutes <= max(0, worker.max_week - sum(pattern.minutes for pattern in planned)))
    works = [sum(variable for _pattern, variable in there) for there in on_day]
    solver.add(sum(works) <= max(0, worker.max_days - len(planned)))
    for last in range(DAYS + 1):
        window = range(last - rules.days_in_a_row, last + 1)
        before = sum(day in worker.fixed for day in window)
        new = sum(works[day] for day in window if 0 <= day < DAYS)
        solver.add(new <= max(0, rules.days_in_a_row - before))


def _cover(
    solver: cp_model.CpModel,
    choices: dict[tuple[int, int, int], cp_model.IntVar],
    need: Sequence[int],
    workers: Sequence[Worker],
    allowed: Sequence[_Choice],
) -> tuple[_Sum, _Sum]:
    """Say what is missing and what is too much, in agent-half-hours."""
    working: dict[tuple[int, int], list[cp_model.IntVar]] = {}
    by_key = {pattern.key: pattern for _worker, _day, pattern in allowed}
    for worker, day, pattern in allowed:
        working.setdefault((day, pattern.key), []).append(choices[worker.key, day, pattern.key])
    coming: list[list[cp_model.IntVar]] = [[] for _ in need]
    for (day, key), variables in working.items():
        # One number for all who work a shift on a day: the sums below stay short, and the search quick.
        count = solver.new_int_var(0, len(variables), f"{day}-{key}")
        solver.add(count == sum(variables))
        for half_hour in by_key[key].half_hours():
            if day * HALF_HOURS + half_hour < len(need):
                coming[day * HALF_HOURS + half_hour].append(count)
    fixed = counted(item for worker in workers for item in worker.fixed.items())
    shortages, surpluses = [], []
    for half_hour, needed in enumerate(need):
        missing = needed - fixed[half_hour]
        if not coming[half_hour]:
            continue  # nothing to decide
        short = solver.new_int_var(0, max(missing, 0), f"short-{half_hour}")
        over = solver.new_int_var(0, len(workers) + max(-missing, 0), f"over-{half_hour}")
        solver.add(sum(coming[half_hour]) + short - over == missing)
        shortages.append(short)
        surpluses.append(over)
    return sum(shortages), sum(surpluses)


def _unfairness(
    solver: cp_model.CpModel,
    choices: dict[tuple[int, int, int], cp_model.IntVar],
    workers: Sequence[Worker],
    allowed: Sequence[_Choice],
    rules: Rules,
) -> _Sum:
    hours: dict[int, list[_Sum]] = {worker.key: [] for worker in workers}
    nights: dict[int, list[_Sum]] = {worker.key: [] for worker in workers if worker.may_nights}
    weekends: dict[int, list[_Sum]] = {worker.key: [] for worker in workers}
    planned: list[tuple[Worker, int, Pattern, _Sum]] = [
        (worker, day, pattern, 1)
        for worker in workers
        for day, pattern in worker.fixed.items()
        if 0 <= day < DAYS
    ]
    new = [(worker, day, pattern, choices[worker.key, day, pattern.key]) for worker, day, pattern in allowed]
    for worker, day, pattern, is_there in [*planned, *new]:
        hours[worker.key].append(pattern.minutes * 100 // max(worker.max_week, 1) * is_there)
        if worker.may_nights and pattern.touches(*rules.night):
            nights[worker.key].append(is_there)
        if day in _WEEKEND:
            weekends[worker.key].append(is_there)
    return (
        _spread(solver, hours, most=200)
        + _NIGHT_WEIGHT * _spread(solver, nights, most=DAYS)
        + _WEEKEND_WEIGHT * _spread(solver, weekends, most=DAYS)
    )


def _spread(solver: cp_model.CpModel, sums: dict[int, list[_Sum]], *, most: int) -> _Sum:
    """Give what lies between the greatest and the smallest of several sums."""
    greatest, smallest = solver.new_int_var(0, most, ""), solver.new_int_var(0, most, "")
    for parts in sums.values():
        total = sum(parts)
        solver.add(greatest >= total)
        solver.add(smallest <= total)
    return greatest - smallest


def _against_wishes(choices: dict[tuple[int, int, int], cp_model.IntVar], allowed: Sequence[_Choice]) -> _Sum:
    return sum(
        choices[worker.key, day, pattern.key] * (day in worker.wished_off)
        + choices[worker.key, day, pattern.key] * bool(worker.liked and pattern.key not in worker.liked)
        for worker, day, pattern in allowed
    )


def _solve(model: _Model, *, seconds: float, seed: int) -> tuple[list[tuple[int, int, int]], bool]:
    """Make the aims small in turn; give the choices, and whether the first two sums are proved smallest."""
    proved, left = [], seconds
    chosen = dict.fromkeys(model.choices, False)
    for aim, share in zip(model.aims, _SHARES, strict=True):
        model.solver.minimize(aim)
        search = cp_model.CpSolver()
        search.parameters.num_workers = 1
        search.parameters.random_seed = seed
        search.parameters.max_deterministic_time = left * share
        search.parameters.max_time_in_seconds = _PATIENCE * left * share
        status = search.solve(model.solver)
        proved.append(status == cp_model.OPTIMAL)
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            break  # no time was left; what was found before stands
        left = max(left - search.response_proto.deterministic_time, 0.05)
        chosen = {key: search.boolean_value(variable) for key, variable in model.choices.items()}
        model.solver.add(aim <= round(search.objective_value))
        model.solver.clear_hints()  # type: ignore[no-untyped-call]  # of OR-Tools
        for key, variable in model.choices.items():
            model.solver.add_hint(variable, chosen[key])
    return [key for key, is_chosen in chosen.items() if is_chosen], all(proved[:2])


def _told(
    need: Sequence[int],
    workers: Sequence[Worker],
    patterns: Sequence[Pattern],
    rules: Rules,
    *,
    proposed: Sequence[Proposed],
    is_best: bool,
) -> Roster:
    by_key = {pattern.key: pattern for pattern in patterns}
    worked = {worker.key: dict(worker.fixed) for worker in workers}
    for one in proposed:
        if one.is_new:
            worked[one.worker][one.day] = by_key[one.pattern]
    counts = counted(item for days in worked.values() for item in days.items())
    return Roster(
        proposed=tuple(proposed),
        there=tuple(counts),
        short=tuple(
            Short(half_hour, needed, counts[half_hour], whys(half_hour, workers, worked, patterns, rules))
            for half_hour, needed in enumerate(need)
            if counts[half_hour] < needed
        ),
        surplus=sum(max(count - needed, 0) for count, needed in zip(counts, need, strict=True)),
        is_best=is_best,
    )
