from collections.abc import Sequence

import pytest
from tests.unit.engines.lostorders.test_proposing import SHIRT, talk

from guitai.engines.lostorders import detectors
from guitai.engines.lostorders.detectors import Detector
from guitai.engines.lostorders.types import Evidence, KindFacts, Limits, LostFacts, Sign
from guitai.kernel.money import Money

NOTHING = LostFacts()


def one(detector: Detector, said: Sequence[str], facts: LostFacts = NOTHING) -> Evidence | None:
    return next(iter(detector(talk(*said), facts, Limits())), None)


def test_a_wait_counts_from_the_first_line_that_is_not_answered():
    found = one(detectors.slow, ["B 0 能刻字吗", "B 100 在不在", "A 400 可以的哦"])

    assert found is not None
    assert found.facts == {"seconds": 400, "limit": 180}
    # 0.3 + 0.15 · 400 / 180
    assert found.weight == pytest.approx(0.633, abs=0.001)


@pytest.mark.parametrize(
    "said",
    [
        ["B 0 能刻字吗", "A 180 可以的哦"],
        ["B 0 能刻字吗", "A 20 可以的哦", "B 40 好的 谢谢", "A 2000 还需要什么吗"],
        ["B 0 能刻字吗", "A 20 可以的哦", "B 40 我再想想", "A 2000 今天有活动哦"],
        ["B 0 能刻字吗"],
    ],
    ids=["at the limit", "thanks want no answer", "a thought wants none", "never answered"],
)
def test_what_is_no_wait(said: list[str]):
    assert one(detectors.slow, said) is None


def test_a_wait_weighs_half_where_the_buyer_stayed_and_whole_where_they_gave_up():
    stayed = one(detectors.slow, ["B 0 能刻字吗", "A 720 可以的哦", "B 740 刻四个字呢"])
    left = one(detectors.slow, ["B 0 能刻字吗", "A 720 可以的哦", "B 740 算了 买了别家"])

    assert stayed is not None and left is not None
    assert left.weight == 2 * stayed.weight == 0.85


@pytest.mark.parametrize(
    ("asked", "kind"),
    [("米白M还有吗", "米白 M"), ("藏青M还有吗", None), ("米白还有吗", None), ("还有吗", None)],
)
def test_only_what_was_asked_for_and_is_not_there_is_out_of_stock(asked: str, kind: str | None):
    found = one(detectors.out_of_stock, [f"B 0 {asked}"], SHIRT)

    assert (found.facts["kind"] if found else None) == kind


@pytest.mark.parametrize(
    ("sizes", "asked", "missing"),
    [
        ("SML", "有3XL吗", "3XL"),
        ("SML", "有l码吗", None),
        ("SML", "140斤能穿吗", None),
        (("26", "27"), "有没有31的", "31"),
        (("26", "27"), "27的有吗", None),
        (("26", "27"), "要25个", None),
        (("白", "黑"), "有XL吗", None),
    ],
)
def test_a_size_that_is_not_made(sizes: Sequence[str], asked: str, missing: str | None):
    facts = LostFacts(kinds=tuple(KindFacts((size,), 1) for size in sizes))

    found = one(detectors.no_such_size, [f"B 0 {asked}"], facts)

    assert (found.facts["size"] if found else None) == missing


@pytest.mark.parametrize(("price", "reached"), [(29900, False), (30000, True)])
def test_an_activity_the_price_does_not_reach(price: int, reached: bool):
    facts = LostFacts(price=Money(price), activities=("满300减30",))

    found = one(detectors.out_of_reach, ["B 0 有优惠吗"], facts)

    assert (found is None) is reached


def test_one_short_answer_is_not_stiff_nor_is_a_polite_one():
    assert one(detectors.stiff, ["B 0 东北冬天能穿吗", "A 9 能"]) is None
    polite = ["B 0 东北冬天能穿吗", "A 9 可以哦", "B 20 那码数准不准呢", "A 30 准的亲"]
    assert one(detectors.stiff, polite) is None


def test_a_hesitating_buyer_who_heard_more_was_not_left_alone():
    asked = ["B 0 会起球吗", "A 9 不会的哦", "B 20 我再想想"]

    assert one(detectors.left_alone, [*asked, "A 25 好的"]) is not None
    assert one(detectors.left_alone, [*asked, "A 25 好的亲，今天下单送运费险，还有什么顾虑吗"]) is None
    assert one(detectors.left_alone, [*asked, "A 600 还在吗"]) is None


def test_a_talk_that_ends_with_a_question_or_with_a_promise_was_dropped():
    question = one(detectors.dropped, ["B 0 什么快递", "A 9 圆通哦", "B 20 顺丰要加多少钱"])
    promise = one(detectors.dropped, ["B 0 发张实物图", "A 9 稍等，我去拍一张给您", "B 20 好"])
    offer = one(detectors.dropped, ["B 0 能放多少瓶", "A 9 28瓶，需要的话帮您查下时间", "B 20 好"])

    assert question is not None and question.sign is Sign.UNANSWERED
    assert promise is not None and promise.facts == {"words": "稍等"}
    assert offer is None
    assert one(detectors.dropped, []) is None


def test_ratings_and_reviews_count_only_for_a_buyer_who_speaks_of_them():
    facts = LostFacts(rating=45, poor_reviews=9)

    rating = one(detectors.poor_rating, ["B 0 店铺评分好低"], facts)
    reviews = one(detectors.poor_reviews, ["B 0 差评好多"], facts)

    assert rating is not None and rating.facts == {"rating": 45}
    assert reviews is not None and reviews.facts == {"percent": 9}
    assert one(detectors.poor_reviews, ["B 0 在吗"], facts) is None
    assert one(detectors.poor_rating, ["B 0 店铺评分好低"], LostFacts(rating=48)) is None


def test_bought_elsewhere_is_not_bought():
    assert detectors.says_bought(talk("B 0 好 拍了"))
    assert not detectors.says_bought(talk("B 0 已经在别家拍了"))
    assert not detectors.says_bought([])
