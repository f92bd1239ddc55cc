from collections import Counter

from guitai.engines.understanding.reading import read
from guitai.engines.understanding.summing import TalkSum
from guitai.engines.understanding.types import Turn


def test_talks_are_counted_by_the_mood_in_which_they_ended():
    talks = TalkSum()
    for said in ("再不发我投诉了！！", "谢谢，太好了", "今天发吗"):
        talks.add_reading(read([Turn("buyer", said)]))
    talks.add("anxious", is_losing=True, times=2)

    assert (talks.talks, talks.upset, talks.losing) == (5, 3, 2)
    assert talks.moods["content"] == 1


def test_sums_are_added():
    both = TalkSum(Counter(angry=1), 1) + TalkSum(Counter(angry=2, neutral=1), 0)

    assert (both.moods["angry"], both.talks, both.losing) == (3, 4, 1)
