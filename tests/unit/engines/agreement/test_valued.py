import pytest

from guitai.engines.agreement.statements import statements
from guitai.engines.agreement.types import Bound, Kind


def valued(text: str, question: str = "") -> list[tuple[str, Kind, int, str]]:
    kinds = {Kind.NAME, Kind.YES_NO}
    return [
        (one.subject, one.kind, one.lo, one.noun)
        for one in statements(text, question)
        if one.kind not in kinds
    ]


@pytest.mark.parametrize(
    ("text", "question", "found"),
    [
        # of its own clause, the clause before, the question
        ("顺丰补15元", "什么时候发货", [("express_fee", Kind.MONEY, 1500, "")]),
        ("发顺丰的话，要补15元", "", [("express_fee", Kind.MONEY, 1500, "")]),
        ("要补15元", "发顺丰加多少", [("express_fee", Kind.MONEY, 1500, "")]),
        ("15元", "在吗", []),
        # what a topic takes
        ("满59包邮", "", [("postage_free_from", Kind.MONEY, 5900, "from")]),
        ("当天降价可以补差价", "", []),
        ("送袜子三条", "", [("gift", Kind.COUNT, 3, "条")]),
        ("送袜子三次", "", []),
        ("预售的15天内发货", "", [("presale", Kind.DURATION, 21600, "")]),
        ("开票不另外收费", "", [("invoice_fee", Kind.MONEY, 0, ""), ("invoice_fee", Kind.PERCENT, 0, "")]),
        ("48小时内给您答复", "什么时候发货", []),
        # of what
        ("羊毛含量50%", "", [("material", Kind.PERCENT, 5000, "羊毛")]),
        ("50%的羊毛", "什么成分", [("material", Kind.PERCENT, 5000, "羊毛")]),
        ("含量50%", "羊毛含多少", [("material", Kind.PERCENT, 5000, "羊毛")]),
        ("含量50%", "什么成分", [("material", Kind.PERCENT, 5000, "")]),
        (
            "长200cm，宽70cm",
            "",
            [("garment_length", Kind.LENGTH, 2000, "长"), ("garment_length", Kind.LENGTH, 700, "宽")],
        ),
        ("M码108cm", "裙长多少", [("garment_length", Kind.LENGTH, 1080, "长")]),
        ("M码108cm", "什么尺寸", [("garment_length", Kind.LENGTH, 1080, "")]),
        # of no topic
        ("绳径是8毫米", "", [("绳径", Kind.LENGTH, 8, "")]),
        ("8毫米", "", []),
        ("刻字加20元", "刻字要加钱吗", [("", Kind.MONEY, 2000, "")]),
        ("一般要五天", "刻字多久", [("", Kind.DURATION, 7200, "")]),
    ],
)
def test_a_value_is_about_what_its_words_or_the_question_say(
    text: str, question: str, found: list[tuple[str, Kind, int, str]]
):
    assert valued(text, question) == found


def test_a_word_before_it_hedges_a_value():
    (one,) = statements("一般是下单后的话三天发货")

    assert one.bound is Bound.ABOUT
