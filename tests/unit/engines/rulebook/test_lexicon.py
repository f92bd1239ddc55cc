"""One scan for all words."""

from guitai.engines.rulebook.lexicon import Lexicon
from guitai.engines.rulebook.types import Words
from guitai.kernel.normalised import normalise


def scanned(text, *sets):
    lexicon = Lexicon()
    numbers = [lexicon.add(words) for words in sets]
    lexicon.close()
    scan = lexicon.scan(normalise(text))
    return [list(scan.of(number)) for number in numbers]


def words(*given, harmless=()):
    return Words(frozenset(given), frozenset(harmless))


def test_every_word_of_every_set_is_found():
    assert scanned("明天肯定能到", words("明天"), words("肯定", "肯定能")) == [[(0, 2)], [(2, 4), (2, 5)]]


def test_a_word_inside_of_a_harmless_one_is_none():
    assert scanned("卫星图和卫星号", words("卫星", harmless=["卫星图"])) == [[(4, 6)]]


def test_a_harmless_word_of_one_set_says_nothing_of_another():
    assert scanned("卫星图", words("卫星", harmless=["卫星图"]), words("卫星")) == [[], [(0, 2)]]


def test_a_latin_word_is_not_found_inside_of_a_longer_one():
    assert scanned("boxvxy qq号vx", words("vx", "qq")) == [[(6, 8), (9, 11)]]


def test_a_number_is_not_found_inside_of_a_longer_one():
    assert scanned("12天和2天", words("2天")) == [[(4, 6)]]


def test_letters_apart_in_writing_are_words_of_their_own():
    assert scanned("我 vx abc", words("vx")) == [[(1, 3)]]


def test_equal_sets_are_one():
    lexicon = Lexicon()

    assert lexicon.add(words("一定")) == lexicon.add(words("一定")) != lexicon.add(words("肯定"))


def test_without_words_nothing_is_found():
    assert scanned("明天") == []
