"""A walk through a playbook that keeps nothing: what each answer leaves, what the buyer is told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from guitai.domains.aftersales.playbook_queries import Answer, End, Playbook, Step, onwards
from guitai.domains.knowledge.filling import fill
from guitai.engines.playbooks import left_on_order
from guitai.web.members import MemberRequest, member_required
from guitai.web.phrases.samples import SAMPLE
from guitai.web.playbooks import names
from guitai.web.playbooks.views import about, own, title_of

# Whoever goes round in circles has seen enough.
MOST_TURNS = 60


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer that was given, and what it left; ``undo`` leads back to the step."""

    ask: str
    answer: str
    remark: str
    flag: str
    flag_name: str
    entry: str
    wants: str
    pictures: int
    undo: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that can be given now, and the address at which it is given."""

    number: int
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the walk stands: a step, or the end it came to rest at."""

    playbook: str
    place: Step | End
    ask: str
    who: str
    task: str
    stage: str
    evidence: str
    outcome: str
    say: str
    choices: Sequence[Choice]


@require_GET
@never_cache
@member_required()
def trying(request: MemberRequest, shop_key: str, key: str) -> HttpResponse:
    """Walk from a start by the answers the address holds."""
    kept, books = own(request, key)
    start = request.GET.get("start", "")
    if start not in kept.book.starts:
        start = next(iter(kept.book.starts))
    walk = Walk(books, key, start, request.GET.getlist("a")[:MOST_TURNS])
    starts = [(state, names.start_called(state)) for state in kept.book.starts]
    shown = {"turns": walk.turns, "now": walk.standing(), "states": starts, "start": start}
    return render(request, "playbooks/try.html", about(request, kept, "try") | shown)


class Walk:
    """Goes from a start by answers, through as many playbooks as it takes; an unknown one ends the way."""

    def __init__(self, books: dict[str, Playbook], key: str, start: str, answers: Sequence[str]) -> None:
        """Go as far as the answers lead."""
        self._books, self._book = books, books[key]
        self._place: Step | End = self._book.begin(start)
        self._start, self._given = start, list[str]()
        self.turns = list(self._go(answers))

    def standing(self) -> Standing:
        """Give where the walk stands."""
        place = self._place
        step = place if isinstance(place, Step) else None
        language = get_language() or ""
        return Standing(
            playbook=title_of(self._book),
            place=place,
            ask=names.place_called(place),
            who=names.who_called(step.who) if step else "",
            task=names.task_called(step.task) if step and step.task else "",
            stage=names.stage_called(place.stage) if place.stage else "",
            evidence=step.evidence.told(language) if step and step.evidence else "",
            outcome="" if isinstance(place, Step) else names.outcome_called(place.outcome),
            say=fill(place.say, SAMPLE).text,
            choices=[self._choice(number, each) for number, each in enumerate(step.answers, start=1)]
            if step
            else (),
        )

    def _go(self, answers: Sequence[str]) -> Iterator[Turn]:
        for key in answers:
            given = self._place.answer(key) if isinstance(self._place, Step) else None
            if given is None:
                return
            yield self._turn(given)
            self._given.append(key)
            self._place = self._book.at(given.to)
            while isinstance(self._place, End) and (further := onwards(self._books, self._place)):
                self._book, self._place = further

    def _turn(self, given: Answer) -> Turn:
        remark, flag = left_on_order(given, self._book.at(given.to), "")
        language = get_language() or ""
        return Turn(
            ask=names.place_called(self._place),
            answer=given.title.told(language),
            remark=remark,
            flag=flag,
            flag_name=names.flag_called(flag) if flag else "",
            entry=names.entry_called(given),
            wants=given.wants.told(language) if given.wants else "",
            pictures=given.pictures,
            undo=self._address(self._given),
        )

    def _choice(self, number: int, answer: Answer) -> Choice:
        language = get_language() or ""
        return Choice(number, answer.title.told(language), self._address([*self._given, answer.key]))

    def _address(self, answers: Sequence[str]) -> str:
        return "?" + urlencode([("start", self._start), *(("a", each) for each in answers)]) + "#now"
