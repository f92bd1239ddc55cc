from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.engines.lostorders.proposing import propose
from guitai.engines.lostorders.types import Author, KindFacts, Limits, Line, LostFacts, Reason, Sign
from guitai.kernel.money import Money

BEGAN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SHIRT = LostFacts(
    price=Money(15800),
    kinds=(KindFacts(("米白", "M"), 0), KindFacts(("米白", "L"), 4), KindFacts(("藏青", "M"), 8)),
    activities=("满300减30",),
)


def talk(*said: str) -> list[Line]:
    """Read lines such as ``B 0 在吗``: who, after how many seconds, what."""
    lines = []
    for number, each in enumerate(said):
        who, second, text = each.split(" ", 2)
        author = Author.BUYER if who == "B" else Author.AGENT
        lines.append(Line(number, author, text, BEGAN + timedelta(seconds=int(second))))
    return lines


TALKS = {
    Reason.PRICE: ["B 0 这件能便宜点吗", "A 20 亲，已经是活动价了哦", "B 40 太贵了"],
    Reason.STOCK: ["B 0 米白M有货吗", "A 20 亲，米白M没货了呢", "B 40 那不等了"],
    Reason.SIZES_MISSING: ["B 0 有大码吗", "A 20 亲，最大码是L哦", "B 40 穿不下"],
    Reason.NARROW_RANGE: ["B 0 还有别的款吗", "A 20 目前就两款呢亲", "B 40 款式太少了"],
    Reason.DESCRIPTION: ["B 0 标题写6瓶到底几瓶", "A 20 亲是4瓶呢", "B 40 误导人"],
    Reason.PICTURES: ["B 0 有实拍图吗", "A 20 亲，没有实拍图呢", "B 40 图片太少 看不出来"],
    Reason.POOR_REVIEWS: ["B 0 评论里好多人说漏水", "A 20 亲，个别现象哦", "B 40 差评太多了"],
    Reason.SHOP_RATING: ["B 0 你们评分怎么这么低", "A 20 亲，物流影响的呢", "B 40 店铺分低不放心"],
    Reason.SLOW: ["B 0 能机洗吗", "A 900 亲，可以的哦"],
    Reason.STIFF: ["B 0 这件东北冬天能穿吗", "A 20 能", "B 40 里面填充的是什么呀", "A 60 棉"],
    Reason.DID_NOT_KNOW: ["B 0 滤芯是几级的", "A 20 亲，不太清楚呢", "B 40 好吧"],
    Reason.UNKIND: ["B 0 再便宜一点吧", "A 20 爱买不买", "B 40 什么态度"],
    Reason.NO_FOLLOW_UP: ["B 0 会起球吗", "A 20 亲，正常穿不容易起球", "B 40 我考虑一下", "A 45 好的"],
    Reason.ONLY_LOOKING: ["B 0 随便看看", "A 20 好的亲"],
}


@pytest.mark.parametrize("reason", TALKS)
def test_each_reason_is_proposed_from_what_was_said(reason: Reason):
    found = propose(talk(*TALKS[reason]))

    assert found is not None
    assert found.reason is reason
    assert 0.5 <= found.confidence <= 1


def test_every_reason_people_can_choose_but_the_last_has_a_talk():
    assert set(TALKS) == set(Reason) - {Reason.OTHER}


@pytest.mark.parametrize(
    "said",
    [
        ["B 0 这个面料是棉的吗", "A 20 亲，棉95%氨纶5%哦，身高体重发我帮您看尺码"],
        ["B 0 不贵 挺好的", "A 20 谢谢亲的认可哦"],
        ["B 0 能便宜点吗", "A 20 亲，不议价的呢", "B 40 行吧 拍了"],
        ["B 0 今天发货吗", "A 20 亲，16点前付款今天发哦", "B 30 知道了", "A 900 亲，需要的话可以拍哦"],
        [],
    ],
    ids=["answered", "not expensive", "bought", "an agent who writes again was not slow", "silence"],
)
def test_nothing_is_proposed_where_nothing_speaks_for_a_reason(said: list[str]):
    assert propose(talk(*said)) is None


def test_what_the_shop_knows_is_evidence_beside_the_words():
    found = propose(talk("B 0 米白M怎么点不了", "A 20 亲，卖完了哦"), SHIRT)

    assert found is not None
    assert [(each.sign, each.line) for each in found.evidence] == [(Sign.WORDS, 1), (Sign.OUT_OF_STOCK, 0)]
    assert found.evidence[1].facts == {"kind": "米白 M"}
    # 1 − (1 − 0.7) · (1 − 0.6)
    assert found.confidence == 0.88


def test_the_second_reason_makes_the_first_less_sure():
    alone = propose(talk("B 0 太贵了", "A 20 亲，面料好呢"))
    beside = propose(talk("B 0 太贵了", "A 20 亲，面料好呢，米白没货了"))

    assert alone is not None and beside is not None
    assert beside.reason is Reason.PRICE
    # 0.75 · 1.15 for a buyer's last line; then less 0.15 · 0.7
    assert (alone.confidence, beside.confidence) == (0.86, 0.76)


def test_a_shop_may_want_more_certainty():
    lines = talk("B 0 会起球吗", "A 20 亲，不会的哦", "B 40 我考虑一下")

    assert propose(lines, limits=Limits(threshold=0.5)) is not None
    assert propose(lines, limits=Limits(threshold=0.7)) is None


@given(
    st.lists(st.tuples(st.sampled_from(list(Author)), st.integers(0, 5000), st.text(max_size=12)), max_size=8)
)
def test_any_talk_gives_a_proposal_with_evidence_in_its_own_lines_or_none(
    said: list[tuple[Author, int, str]],
):
    lines = [
        Line(number, author, text, BEGAN + timedelta(seconds=second))
        for number, (author, second, text) in enumerate(said)
    ]

    found = propose(lines, SHIRT)

    if found:
        assert found.evidence
        assert all(each.line in range(len(lines)) for each in found.evidence)
        assert all(each.reason is found.reason for each in found.evidence)
