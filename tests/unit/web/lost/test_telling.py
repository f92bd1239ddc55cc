import re

import pytest
from django.utils import translation

from guitai.domains.insight.queries import Reason
from guitai.engines.lostorders.types import Sign
from guitai.web.lost.telling import GROUPS, in_words

SAID = {
    Sign.WORDS: ({"words": "太贵"}, "Said: “太贵”"),
    Sign.WAITED: (
        {"seconds": 400, "limit": 180},
        "Waited 6 min 40 s for an answer; 3 min 0 s is the limit",
    ),
    Sign.OUT_OF_STOCK: ({"kind": "米白 M"}, "米白 M is out of stock"),
    Sign.NO_SUCH_SIZE: ({"size": "3XL"}, "There is no size 3XL"),
    Sign.OUT_OF_REACH: (
        {"activity": "满300减30", "price": 15800},
        "满300减30 takes nothing off ¥158.00",
    ),
    Sign.SHORT_ANSWERS: ({"answers": 2, "characters": 1}, "2 answers of about 1 characters"),
    Sign.LEFT_ALONE: (
        {"words": "再想想"},
        "The buyer hesitated (“再想想”), and nothing more was said",
    ),
    Sign.UNANSWERED: ({}, "The buyer's last question was not answered"),
    Sign.OPEN_PROMISE: ({"words": "稍等"}, "The agent meant to come back (“稍等”), and did not"),
    Sign.RATING: ({"rating": 45}, "The shop's rating is 4.5"),
    Sign.REVIEWS: ({"percent": 9}, "9% of the reviews are poor"),
}


@pytest.mark.parametrize("sign", Sign)
def test_every_sign_is_a_sentence(sign: Sign):
    facts, sentence = SAID[sign]

    with translation.override("en"):
        assert in_words([{"sign": sign.value, "line": 1, **facts}]) == [sentence]


def test_every_reason_has_a_key_of_its_own_that_means_nothing_else_here():
    keyed = [each for _name, reasons in GROUPS for each in reasons]

    assert [each.reason for each in keyed] == list(Reason)
    keys = "".join(each.key for each in keyed)
    assert len(set(keys)) == len(keys)
    assert re.fullmatch("[0-9zxcvb]+", keys)  # J, K, Y and U move, take and undo
