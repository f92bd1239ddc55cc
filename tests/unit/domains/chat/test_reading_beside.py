"""The reading of pasted lines has the shape of a talk's own, without messages."""

from guitai.domains.accounts.models import Membership
from guitai.domains.chat.beside import Talk
from guitai.domains.chat.reading_beside import reading_beside
from guitai.engines.rulebook.facts import Line

COMPLAINT = (
    Line(by="buyer", text="到底什么时候退款"),
    Line(by="agent", text="亲，请耐心等待"),
    Line(by="buyer", text="你们就是骗子！！"),
    Line(by="buyer", text="我要投诉"),
)


def test_the_lines_since_the_last_answer_are_told_with_what_they_ask(agent: Membership) -> None:
    found = reading_beside(Talk(by=agent, previous=COMPLAINT), language="zh")

    assert (found.mood, found.is_losing) == ("angry", False)
    assert [(line.text, line.message) for line in found.asked] == [("你们就是骗子！！", 0), ("我要投诉", 0)]
    assert "complaint" in [intent.key for intent in found.asked[1].intents]
    assert all(each.message == 0 and each.why for each in found.evidence)
    assert found.moves


def test_without_a_line_of_the_buyer_nothing_is_read(agent: Membership) -> None:
    found = reading_beside(Talk(by=agent, previous=(Line(by="agent", text="在的"),)), language="zh")

    assert (found.mood, found.satisfaction, found.asked, found.evidence) == ("", None, (), ())


def test_it_speaks_the_readers_language(agent: Membership) -> None:
    talk = Talk(by=agent, previous=COMPLAINT)
    told = {language: reading_beside(talk, language=language).evidence[0].why for language in ("zh", "en")}

    assert told["zh"] != told["en"]
