"""What a playbook of after-sales keeps to besides what the engine asks of any, whoever wrote it (A2)."""

import re
from collections.abc import Iterable, Iterator

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from guitai.domains.aftersales.models import Outcome, Stage
from guitai.domains.knowledge.filling import SLOTS, fill
from guitai.domains.trade.models import Flag
from guitai.domains.warehouse.models import Task
from guitai.domains.warehouse.queries import answers_of
from guitai.engines.playbooks import Answer, End, Entry, Playbook, PlaybookError, Step, Who, Words, load

# Bytes of a whole text; keys are kept in columns; an answer is given with a digit.
MOST_BYTES = 200_000
LONGEST_KEY = 40
MOST_STEPS, MOST_ANSWERS = 80, 9
# Letters of what is read at a glance, of what a buyer is told, and of the reason that stands in a remark.
LONGEST_WORDS, LONGEST_SAY, LONGEST_REMARK = 200, 500, 60
MOST_HOURS, MOST_PICTURES, MOST_FEN = 720, 9, 10_000_000

_KEY = re.compile(r"[a-z][a-z0-9_]*")
# A playbook nests six deep. The quick parser would follow thousands of brackets until the process dies.
_DEEPEST = 12
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SEEN_BY_A_SECOND = frozenset({Entry.CONFIRMED, Entry.DENIED})
# What the engine says, which knows no languages.
_SAID_BY_THE_ENGINE = (
    gettext_noop("this can't be read: %(wrong)s"),
    gettext_noop("keys with values are wanted"),
    gettext_noop("no entry says what this amount is"),
    gettext_noop("%(entry)s needs the question for its amount"),
    gettext_noop("only what is given away has a most (%(known)s)"),
    gettext_noop("a step has this key already"),
    gettext_noop("there is no step or end '%(to)s'"),
    gettext_noop("nobody comes here"),
    gettext_noop("there is no way from here to an end"),
    gettext_noop("there is no such key here"),
    gettext_noop("write this key in quotation marks"),
    gettext_noop("a text is wanted"),
    gettext_noop("'%(found)s' is none of %(known)s"),
    gettext_noop("'%(text)s' is no amount in yuan and fen"),
    gettext_noop("more than nothing is wanted"),
    gettext_noop("a whole number from 1 is wanted"),
    gettext_noop("this is '%(key)s'"),
    gettext_noop("there is no start '%(start)s'"),
    gettext_noop("no way from here comes to rest"),
)


def told(fault: PlaybookError) -> str:
    """Say in the reader's language what is wrong, the key that is at fault first."""
    return _("%(key)s: %(fault)s") % {"key": fault.at, "fault": fault_in_words(fault)}


def fault_in_words(fault: PlaybookError) -> str:
    """Say in the reader's language what is wrong, without the key."""
    return _(fault.said) % fault.facts


def read(written: str) -> Playbook:
    """Read a playbook that somebody wrote.

    :raises PlaybookError: if it can't be read, is too large, or leads nowhere.
    """
    size = len(written.encode())
    if size > MOST_BYTES:
        said = gettext_noop("the text has %(size)s bytes; at most %(most)s are kept")
        raise PlaybookError("playbook", said, size=size, most=MOST_BYTES)
    try:
        _look_through(written)
        return load(written)
    # A day that is none (2026-02-31) is refused while it is read.
    except (yaml.YAMLError, ValueError) as wrong:
        if isinstance(wrong, PlaybookError):
            raise
        raise PlaybookError("playbook", "this can't be read: %(wrong)s", wrong=wrong) from wrong


def check_conventions(book: Playbook, *, starts: Iterable[str]) -> None:
    """Refuse a playbook that a case can't be led by.

    :param starts: what it has to begin with, no more and no less.
    :raises PlaybookError: naming the first key that is at fault.
    """
    for fault in faults(book, starts=starts):
        raise fault


def faults(book: Playbook, *, starts: Iterable[str]) -> Iterator[PlaybookError]:
    """Give all that is wrong with a playbook, as it is come upon."""
    yield from _of_starts(book, set(starts))
    yield from _of_words("title", book.title)
    if len(book.steps) > MOST_STEPS:
        said = gettext_noop("there are %(count)s; at most %(most)s are kept")
        yield PlaybookError("steps", said, count=len(book.steps), most=MOST_STEPS)
    for step in book.steps.values():
        yield from _of_step(book, step)
    for end in book.ends.values():
        yield from _of_end(book, end)


def _look_through(written: str) -> None:
    """Refuse what nests too deep, and references: a few lines of them stand for more than memory holds."""
    depth = 0
    for event in yaml.parse(written, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise PlaybookError("playbook", gettext_noop("the brackets are nested too deep"))
        if isinstance(event, yaml.AliasEvent):
            said = gettext_noop("a word begins with *, which YAML reads as a reference; put it in quotes")
            raise PlaybookError("playbook", said)


def _of_starts(book: Playbook, wanted: set[str]) -> Iterator[PlaybookError]:
    for state in sorted(wanted - set(book.starts)):
        yield PlaybookError(
            f"starts.{state}", gettext_noop("this playbook has to begin with it; no other does")
        )
    for state, to in book.starts.items():
        if state not in wanted:
            yield PlaybookError(f"starts.{state}", gettext_noop("this playbook does not begin with it"))
        if to not in book.steps:
            yield PlaybookError(f"starts.{state}", gettext_noop("a case begins at a step, not at an end"))


def _of_step(book: Playbook, step: Step) -> Iterator[PlaybookError]:
    at = f"steps.{step.key}"
    yield from _of_key(at, step.key)
    yield from _of_words(f"{at}.ask", step.ask)
    yield from _of_words(f"{at}.evidence", step.evidence)
    yield from _of_what_is_told(at, step)
    yield from _at_most(f"{at}.hours", step.hours, MOST_HOURS)
    yield from _at_most(f"{at}.answers", len(step.answers), MOST_ANSWERS)
    for answer in step.answers:
        yield from _of_answer(book, f"{at}.answers.{answer.key}", answer)
    yield from _of_task(at, step)
    yield from _of_second(at, step)


def _of_answer(book: Playbook, at: str, answer: Answer) -> Iterator[PlaybookError]:
    yield from _of_key(at, answer.key)
    yield from _of_words(at, answer.title)
    yield from _of_words(f"{at}.wants", answer.wants)
    yield from _of_words(f"{at}.amount", answer.amount)
    yield from _of_mark(at, answer)
    yield from _at_most(f"{at}.pictures", answer.pictures, MOST_PICTURES)
    if (answer.most or 0) > MOST_FEN:
        said = gettext_noop("%(most)s yuan are the most")
        yield PlaybookError(f"{at}.most", said, most=MOST_FEN // 100)
    if answer.entry is Entry.WRONG and not _is_second(book, answer.to):
        said = gettext_noop("somebody else confirms a wrong shipment: lead to a step for a second person")
        yield PlaybookError(f"{at}.to", said)


def _of_task(at: str, step: Step) -> Iterator[PlaybookError]:
    if step.task and step.task not in Task.Kind.values:
        yield _unknown(f"{at}.task", step.task, Task.Kind.values)
        return
    if (step.who is Who.WAREHOUSE) is not bool(step.task):
        yield PlaybookError(
            f"{at}.who", gettext_noop("a step waits for the warehouse if it has a task, and only then")
        )
    if not step.task:
        return
    wanted = [str(each) for each in answers_of(step.task)]
    if [answer.key for answer in step.answers] != wanted:
        said = gettext_noop("the answers of this task are %(known)s, in this order")
        yield PlaybookError(f"{at}.answers", said, known=", ".join(wanted))
    for answer in step.answers:
        for name in ("amount", "pictures", "wants"):
            if getattr(answer, name):
                said = gettext_noop("the warehouse answers with a button and a note, no more")
                yield PlaybookError(f"{at}.answers.{answer.key}.{name}", said)


def _of_second(at: str, step: Step) -> Iterator[PlaybookError]:
    entries = [answer.entry for answer in step.answers]
    if step.who is Who.SECOND and set(entries) != _SEEN_BY_A_SECOND:
        said = gettext_noop("each answer of a second person confirms or denies, and both can be given")
        yield PlaybookError(f"{at}.answers", said)
    if step.who is not Who.SECOND and _SEEN_BY_A_SECOND.intersection(entries):
        yield PlaybookError(f"{at}.who", gettext_noop("only a second person confirms or denies"))


def _of_end(book: Playbook, end: End) -> Iterator[PlaybookError]:
    at = f"ends.{end.key}"
    yield from _of_key(at, end.key)
    yield from _of_words(at, end.title)
    yield from _of_what_is_told(at, end)
    yield from _of_mark(at, end)
    if end.outcome not in Outcome.values:
        yield _unknown(f"{at}.outcome", end.outcome, Outcome.values)
    if not end.then:
        return
    for name in ("say", "remark", "flag", "stage"):
        if getattr(end, name):
            said = gettext_noop("an end that goes on leaves this to where it goes on")
            yield PlaybookError(f"{at}.{name}", said)
    if end.then.partition(".")[0] == book.key:
        said = gettext_noop("within one playbook an answer leads to the step itself")
        yield PlaybookError(f"{at}.then", said)


def _of_what_is_told(at: str, place: Step | End) -> Iterator[PlaybookError]:
    if len(place.say) > LONGEST_SAY:
        yield _too_long(f"{at}.say", LONGEST_SAY)
    strange = fill(place.say, dict.fromkeys(SLOTS, "-")).missing
    if strange:
        said = gettext_noop("there is no slot {%(slot)s}")
        yield PlaybookError(f"{at}.say", said, slot=strange[0])
    if place.stage and place.stage not in Stage.values:
        yield _unknown(f"{at}.stage", place.stage, Stage.values)


def _of_mark(at: str, place: Answer | End) -> Iterator[PlaybookError]:
    if len(place.remark) > LONGEST_REMARK:
        yield _too_long(f"{at}.remark", LONGEST_REMARK)
    if place.flag and place.flag not in Flag.values:
        yield _unknown(f"{at}.flag", place.flag, Flag.values)


def _of_words(at: str, words: Words | None) -> Iterator[PlaybookError]:
    for language in ("zh", "en"):
        if words and len(getattr(words, language)) > LONGEST_WORDS:
            yield _too_long(f"{at}.{language}", LONGEST_WORDS)


def _of_key(at: str, key: str) -> Iterator[PlaybookError]:
    if len(key) > LONGEST_KEY or not _KEY.fullmatch(key):
        said = gettext_noop("a key has small letters, digits and _ only, at most %(most)s")
        yield PlaybookError(at, said, most=LONGEST_KEY)


def _at_most(at: str, number: int, most: int) -> Iterator[PlaybookError]:
    if number > most:
        yield PlaybookError(at, gettext_noop("%(most)s are the most"), most=most)


def _too_long(at: str, most: int) -> PlaybookError:
    return PlaybookError(at, gettext_noop("keep it to %(most)s letters"), most=most)


def _unknown(at: str, found: str, known: Iterable[str]) -> PlaybookError:
    return PlaybookError(at, "'%(found)s' is none of %(known)s", found=found, known=", ".join(known))


def _is_second(book: Playbook, key: str) -> bool:
    return key in book.steps and book.steps[key].who is Who.SECOND
