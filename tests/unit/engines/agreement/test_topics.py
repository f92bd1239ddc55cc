from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from guitai.engines.agreement import topics as module
from guitai.engines.agreement.conditions import conditions
from guitai.engines.agreement.topics import title_of, topic_of, topics, topics_of
from guitai.engines.agreement.types import Kind

WORDINGS = yaml.safe_load(
    Path(__file__).with_name("cases").joinpath("questions.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("key", "questions"), WORDINGS.items())
def test_wordings_of_a_question_are_of_its_topic(key: str, questions: list[str]):
    assert {question: topic_of(question) for question in questions} == dict.fromkeys(questions, key)


def test_there_are_forty_topics_and_more_each_with_names_in_both_languages():
    known = topics().by_key.values()

    assert len(known) >= 40
    assert all(topic.title["zh"] and topic.title["en"] and topic.kinds for topic in known)
    assert (title_of("dispatch", "en"), title_of("厚度", "zh")) == ("Dispatch time", "厚度")


def test_topics_are_divided_by_what_the_conditions_know():
    divisions = {tag.partition(":")[0] for tags in _tags() for tag in tags} | {"threshold", "pieces"}

    assert {name for topic in topics().by_key.values() for name in topic.by} <= divisions
    assert {topic.needs for topic in topics().by_key.values() if topic.needs} <= divisions
    assert {
        key for topic in topics().by_key.values() for key in topic.becomes.values()
    } <= topics().by_key.keys()


def _tags() -> list[tuple[str, ...]]:
    return list(conditions()._automaton.values())


def test_topics_that_take_a_name_or_a_yes_know_some():
    for topic in topics().by_key.values():
        assert Kind.NAME not in topic.kinds or topic.names, topic.key
        assert Kind.YES_NO not in topic.kinds or topic.of or (topic.affirms and topic.denies), topic.key
        assert Kind.COUNT not in topic.kinds or topic.counted, topic.key


def test_the_strongest_topic_is_first_and_words_may_make_it_another():
    found = topics_of("新疆包邮吗")

    assert found.best == "postage_remote"
    assert found.holds("postage_remote") and not found.holds("dispatch")
    assert topic_of("补发什么时候发货") != "dispatch"
    assert topics_of("你好").best == ""


def test_what_was_found_is_kept_only_for_so_many(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "_FOUND_KEPT", 1)
    monkeypatch.setattr(topics(), "_found", defaultdict(dict))

    assert topic_of("什么时候发货") == topic_of("多久能发货") == "dispatch"
    assert len(topics()._found[False]) == 1
