from datetime import UTC, datetime

from guitai.engines.agreement.exchanges import Line, answers_in, questions_in

AT = datetime(2026, 11, 2, 10, tzinfo=UTC)


def lines(*told: str) -> list[Line]:
    """Read ``买: …`` and ``客: …``."""
    return [
        Line(who="小美" if line[0] == "客" else "", text=line[3:], at=AT, message=number, product="A1")
        for number, line in enumerate(told)
    ]


def test_an_answer_is_to_the_lines_of_the_buyer_just_before_it():
    talk = lines("客: 您好", "买: 在吗", "买: 包邮吗", "客: 包邮的", "客: 放心", "买: 好", "客: 嗯")

    found = list(answers_in(talk, 7))

    assert [(each.question, each.text) for each in found] == [
        ("在吗\n包邮吗", "包邮的"),
        ("在吗\n包邮吗", "放心"),
        ("好", "嗯"),
    ]
    assert {(each.who, each.conversation, each.product) for each in found} == {("小美", 7, "A1")}
    assert [each.message for each in found] == [3, 4, 6]


def test_only_the_last_lines_are_the_question_and_only_the_first_the_answer():
    talk = lines(*(f"买: {number}" for number in range(5)), *(f"客: {number}" for number in range(6)))

    found = list(answers_in(talk, 1))

    assert {each.question for each in found} == {"2\n3\n4"}
    assert [each.text for each in found] == ["0", "1", "2", "3"]


def test_what_the_buyer_asked_comes_line_by_line():
    found = list(questions_in(lines("买: 包邮吗", "客: 包邮的", "买: 好"), 7))

    assert [(each.text, each.conversation, each.message) for each in found] == [
        ("包邮吗", 7, 0),
        ("好", 7, 2),
    ]
