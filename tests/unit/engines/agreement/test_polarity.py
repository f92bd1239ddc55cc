import pytest

from guitai.engines.agreement.polarity import said_alone, said_of, said_of_words
from guitai.engines.agreement.topics import topics


@pytest.mark.parametrize(
    ("topic", "clause", "told"),
    [
        ("cod", "支持货到付款", True),
        ("cod", "不支持货到付款", False),
        ("cod", "货到付款不行哦", False),
        ("cod", "货到付款可以的", True),
        ("cod", "您说货到付款", None),
        ("cod", "没有不支持货到付款", None),
        ("machine_wash", "只能手洗", False),
        ("invoice_paper", "可与纸质发票同等使用", None),
        ("waterproof", "不防水", False),
        ("waterproof", "防泼水", True),
        ("dispatch_cutoff", "可以", None),
    ],
)
def test_a_clause_affirms_or_denies_what_a_topic_asks(topic: str, clause: str, told: bool | None):
    found = said_of(topics().by_key[topic], clause)

    assert (found and found[0]) == told


@pytest.mark.parametrize(
    ("question", "clause", "told"),
    [
        ("能机洗吗", "可以的呢", True),
        ("能机洗吗", "亲不能的哦", False),
        ("能机洗吗", "没有", None),
        ("有礼盒吗", "没有的", False),
        ("会掉色吗", "不会的哦亲", False),
        ("掉色吗", "不会", False),
        ("包邮吗", "包的", True),
        ("送袜子吗", "没有哦", False),
        ("是正品吗", "是的", True),
        ("不能机洗吗", "是的", None),
        ("必须手洗吗", "是的", None),
        ("怎么洗", "可以的", None),
        ("能机洗吗", "可以机洗", None),
        ("能机洗吗" * 8, "可以", None),
    ],
)
def test_a_mere_yes_or_no_answers_a_question_it_fits(question: str, clause: str, told: bool | None):
    assert said_alone(clause, question) is told


@pytest.mark.parametrize(
    ("clause", "question", "told"),
    [
        ("可以刻字的", "可以刻字吗", True),
        ("不能刻字哦", "可以刻字吗", False),
        ("刻字很好看", "可以刻字吗", None),
        ("没问题", "可以刻字吗", None),
        ("可以刻字", "刻字多少钱", None),
    ],
)
def test_a_clause_that_repeats_words_of_the_question_says_so_of_them(
    clause: str, question: str, told: bool | None
):
    found = said_of_words(clause, question, "刻字")

    assert (found and found[0]) == told
