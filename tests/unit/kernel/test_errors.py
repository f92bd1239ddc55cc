from guitai.kernel.errors import GuitaiError


class _RefusedError(GuitaiError):
    code = "tests.refused"


def test_a_refusal_carries_its_sentence_and_facts():
    refusal = _RefusedError("不行。", size=3)

    assert (str(refusal), refusal.sentence, refusal.facts) == ("不行。", "不行。", {"size": 3})


def test_a_refusal_without_a_sentence_says_its_code():
    assert str(_RefusedError()) == _RefusedError().sentence == "tests.refused"
