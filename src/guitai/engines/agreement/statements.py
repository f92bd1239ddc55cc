"""What an answer states in general: values with their units, names, yes and no, and what they are about."""

from dataclasses import replace

from guitai.engines.agreement.clauses import without_emoji
from guitai.engines.agreement.named import named
from guitai.engines.agreement.reading import read_answer, read_question
from guitai.engines.agreement.types import Kind, Statement
from guitai.engines.agreement.valued import valued
from guitai.engines.agreement.yes_no import affirmed, answered_alone
from guitai.kernel.normalised import normalise


def statements(text: str, *questions: str) -> tuple[Statement, ...]:
    """Give what an answer states in general, in the order of the text.

    What is asked, past, or said of one order alone is left out. A value whose clause does not say what it is
    about is about what the question asks.

    :param questions: what was asked, in one wording or several of the same question.
    """
    plain = normalise(without_emoji(text))
    question = read_question(*questions)
    said = list(read_answer(plain, question))
    found = [
        one
        for each in said
        if each.clause.is_general
        for read in (valued, named, affirmed)
        for one in read(each)
    ]
    if not any(one.kind is Kind.YES_NO and one.subject == question.found.best for one in found):
        found += answered_alone(said, questions[0] if questions else "")
    placed = {_placed(one, *plain.span(one.start, one.end)) for one in found}
    return tuple(sorted(placed, key=lambda one: (one.start, one.end, one.kind, one.subject, one.noun)))


def _placed(one: Statement, start: int, end: int) -> Statement:
    """Give the statement with where it stands in the text as it was written."""
    return replace(one, start=start, end=end)
