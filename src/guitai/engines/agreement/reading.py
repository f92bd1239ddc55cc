"""A question and the clauses of an answer, with what their words speak of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from guitai.engines.agreement.clauses import Clause, clauses_of, without_emoji
from guitai.engines.agreement.conditions import ALWAYS, conditions, division_of, for_divisions
from guitai.engines.agreement.likeness import core_of
from guitai.engines.agreement.topics import Found, Topic, topics
from guitai.engines.agreement.types import Kind, Value
from guitai.engines.agreement.values import values_in
from guitai.kernel.normalised import Normalised, normalise

_QUESTIONS_KEPT = 20_000
_MOST_CLAUSES = 40  # of one answer; a page pasted into the chat is no answer
_SURE = 0.7  # what a second topic may score beside the best of a question that asks one thing
_COVERED = 0.3  # of such a question, by the words of its topic


@dataclass(frozen=True, slots=True)
class Question:
    """A question an answer was given to, normalised: the topics' words in it, and for which cases it is."""

    text: str
    words: frozenset[str]
    found: Found
    tags: frozenset[str]

    @property
    def is_open(self) -> bool:
        """Say whether two topics of the question are nearly as likely."""
        scores = [score for _key, score in self.found.topics[:2]]
        return len(scores) == 2 and scores[1] > _SURE * scores[0]

    @property
    def is_covered(self) -> bool:
        """Say whether the question speaks of its topic and of little else."""
        scores = [score for _key, score in self.found.topics[:1]]
        return bool(scores) and scores[0] >= _COVERED * len(core_of(self.text))


@dataclass(frozen=True, slots=True)
class Said:
    """A clause of an answer.

    ``words`` are the topics' in it and the clause before, ``sentence`` is what its sentence spoke of so far.
    """

    clause: Clause
    words: frozenset[str]
    found: Found
    tags: frozenset[str]
    sentence: Found
    values: Sequence[Value]
    question: Question

    @property
    def text(self) -> str:
        """The clause, normalised."""
        return self.clause.text

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Give a stretch of the clause as one of the answer."""
        return self.clause.start + start, self.clause.start + end

    def is_about_another(self, key: str) -> bool:
        """Say whether words of the clause, or of a question of another topic, make a topic another one."""
        known = topics()
        if known.is_about_another(key, self.words):
            return True
        return not self.question.found.holds(key) and known.is_about_another(key, self.question.words)

    def spoken_of(self) -> Iterator[Topic]:
        """Give the topics the clause speaks of, and that of the question, on which it may say more."""
        keys = [key for key, _score in self.found.topics + self.question.found.topics[:1]]
        for key in dict.fromkeys(keys):
            if not self.is_about_another(key):
                yield topics().by_key[key]

    def conditions_for(self, topic: Topic) -> frozenset[str]:
        """Give for which cases what it says on a topic holds: as the clause says, else the question."""
        mine = for_divisions(self.tags, topic.by)
        divisions = {division_of(tag) for tag in mine}
        if not topic.of_product:
            divisions.add(
                "goods"
            )  # what the buyer looks at does not make a rule of the shop one for these goods
        asked = for_divisions(self.question.tags, topic.by)
        if "threshold" in topic.by:
            mine |= {f"threshold:{value.lo}" for value in self.values if is_threshold(value)}
        if "pieces" in topic.by:
            mine |= {f"pieces:{value.lo}" for value in self.values if value.kind is Kind.COUNT}
        return mine | frozenset(tag for tag in asked if division_of(tag) not in divisions)


def is_threshold(value: Value) -> bool:
    """Say whether a value is a sum to be reached: 满99元."""
    return value.kind is Kind.MONEY and value.noun == "from"


def lacks_need(topic: Topic, tags: frozenset[str]) -> bool:
    """Say whether a topic that only makes sense for a named case has none: postage to which remote region."""
    return bool(topic.needs) and not any(division_of(tag) == topic.needs for tag in tags)


@lru_cache(_QUESTIONS_KEPT)
def read_question(*questions: str) -> Question:
    """Read a question; several wordings of it are for a case only if each of them says so."""
    texts = [normalise(without_emoji(question)).text for question in questions]
    words = frozenset(word for text in texts for _end, word in topics().words_in(text))
    tags = [conditions().in_text(text) - {ALWAYS} for text in texts]
    shared = frozenset.intersection(*tags) if tags else frozenset[str]()
    return Question("\n".join(texts), words, topics().found(words), shared)


@lru_cache(_QUESTIONS_KEPT)
def last_asked(question: str) -> Question | None:
    """Read the last of a buyer's clauses that asks something; None if none does."""
    asking = [clause.text for clause in clauses_of(normalise(without_emoji(question))) if clause.asks]
    return read_question(asking[-1]) if asking else None


def read_answer(plain: Normalised, question: Question) -> Iterator[Said]:
    """Read the clauses; one that only says for which case, or about what, leads the next of its sentence."""
    known = topics()
    words, places = known.words_in(plain.text), conditions().places_in(plain.text)
    words_before, spoken, led = frozenset[str](), frozenset[str](), frozenset[str]()
    for clause in list(clauses_of(plain))[:_MOST_CLAUSES]:
        if clause.opens:
            words_before, spoken, led = frozenset(), frozenset(), frozenset()
        end = clause.start + len(clause.text)
        mine = frozenset(word for last, word in words if clause.start + len(word) <= last <= end)
        spoken |= mine
        tags = frozenset(tag for last, its in places if clause.start <= last < end for tag in its)
        values = values_in(clause.text)
        yield Said(
            clause=clause,
            words=mine | words_before,
            found=known.found(mine, said=True),
            tags=tags or led,
            sentence=known.found(spoken, said=True),
            values=values,
            question=question,
        )
        words_before = mine
        led = led if values else (tags - {ALWAYS}) or led
