from guitai.engines.understanding.intent_data import HINT, STRENGTHS, WITHIN, catalogue

U1 = """size_fit material colour function usage stock price discount gift postage dispatch courier tracking
delivery address order_change cancel return exchange refund quality wrong_item missing_item damage repair
price_protection invoice payment account authenticity recommend review complaint human thanks greeting
source"""


def test_everything_a_buyer_may_ask_has_titles_words_and_worked_cases():
    told = catalogue().intents

    assert [each.key for each in told] == U1.split()
    assert all(each.zh and each.en and each.wordings and each.hits and each.misses for each in told)


def test_no_word_is_empty_and_every_denial_is_told():
    told = catalogue()
    words = {
        word
        for each in told.intents
        for wording in each.wordings
        for group in wording.groups
        for word in group
    }

    assert "" not in words | told.nothing | told.no_denial
    assert {each.denied_by for each in told.intents} - {""} == set(told.denials)


def test_a_wording_says_how_near_and_in_which_order_its_words_stand():
    postage, delivery = (
        next(each for each in catalogue().intents if each.key == key) for key in ("postage", "delivery")
    )

    assert postage.wordings[0].groups[0] >= {"包邮", "运费"}
    assert [postage.wordings[0].score, postage.wordings[0].in_order] == [STRENGTHS["sure"], False]
    assert {each.within for each in delivery.wordings if len(each.groups) > 1} >= {WITHIN, 3}
    assert any(each.in_order for each in delivery.wordings)
    assert any(each.score == HINT for each in delivery.wordings)
