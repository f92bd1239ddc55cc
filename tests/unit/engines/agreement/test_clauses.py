import pytest

from guitai.engines.agreement.clauses import clauses_of, is_question, without_emoji
from guitai.kernel.normalised import normalise


def clauses(text: str) -> list[tuple[str, bool]]:
    return [(clause.text, clause.opens) for clause in clauses_of(normalise(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("可以，48小时内发。好的", [("可以", True), ("48小时内发", False), ("好的", True)]),
        ("写贺卡 要钱吗", [("写贺卡", True), ("要钱吗", False)]),
        ("30 天内", [("30天内", True)]),
        ("一\n二", [("一", True), ("二", True)]),
        ("，。好", [("好", True)]),
        ("", []),
    ],
)
def test_a_text_is_cut_at_its_signs_and_where_the_writer_paused(text: str, found: list[tuple[str, bool]]):
    assert clauses(text) == found


@pytest.mark.parametrize(
    ("text", "sign", "asks"),
    [
        ("能退吗", "", True),
        ("什么时候发", "", True),
        ("能改裤长不", "", True),
        ("好的", "?", True),
        ("头几次会掉色", "", False),
        ("不管多少都包邮", "", False),
        ("还没", "", False),
        ("可以的呢", "", False),
    ],
)
def test_a_question_is_told_from_a_statement(text: str, sign: str, asks: bool):
    assert is_question(text, sign) is asks


@pytest.mark.parametrize(
    ("text", "is_general"),
    [
        ("48小时内发出", True),
        ("已拆封的不能退", True),
        ("收到退货后24小时内给您退款", True),
        ("今天付款今天发", True),
        ("洗过就不支持退了", True),
        ("已经发出了", False),
        ("昨天发的", False),
        ("今天发", False),
        ("给您补偿10元", False),
        ("退了30元", False),
        ("您的订单在路上", False),
        ("要几天呢", False),
    ],
)
def test_what_is_said_of_one_order_is_no_rule(text: str, is_general: bool):
    (clause,) = clauses_of(normalise(text))

    assert clause.is_general is is_general


@pytest.mark.parametrize(
    ("text", "left"),
    [("好/:087", "好     "), ("在 /:^_^ 吗", "在       吗"), ("/:Y48小时", "   48小时"), ("8:30", "8:30")],
)
def test_written_emoji_leave_only_their_room(text: str, left: str):
    assert without_emoji(text) == left
