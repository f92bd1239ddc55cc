"""Searching entries: a small garment shop asked in many ways (shop.yaml), and what an index promises."""

from pathlib import Path

import pytest
import yaml
from tests.unit.engines.retrieval.made import FakeEncoder, FakeStore

from guitai.engines.retrieval import SILENT_BELOW, Entry, Hit, Index, encoder

SHOP = yaml.safe_load(Path(__file__).with_name("shop.yaml").read_text(encoding="utf-8"))
ENTRIES = [
    Entry("dispatch", ("什么时候发货", "多久寄出"), "16点前付款当天发出"),
    Entry("invoice", ("可以开发票吗",), "可以"),
    Entry("pilling-shirt", ("会起球吗",), "不会", "shirt"),
    Entry("pilling-coat", ("会起球吗",), "久穿会", "coat"),
]


def _ids(hits):
    return [hit.id for hit in hits]


@pytest.mark.parametrize("dense", [False, True])
def test_most_questions_of_a_shop_find_their_entry(dense):
    model = encoder() if dense else None
    if dense and model is None:
        pytest.skip("the extra dense is not installed: no real encoder to try")
    index = Index.of((Entry(key, (asked,), "") for key, asked in SHOP["entries"].items()), encoder=model)

    found = [
        (key, _ids(index.search(query, top=3)))
        for key, queries in SHOP["queries"].items()
        for query in queries
    ]

    assert sum(ids[0] == key for key, ids in found) / len(found) >= 0.83
    assert sum(key in ids for key, ids in found) / len(found) >= 0.93


@pytest.mark.parametrize("small_talk", ["在吗", "谢谢", "好的知道了", "哈哈哈", "今天天气不错", "我再看看"])
def test_small_talk_finds_nothing_worth_showing(small_talk):
    index = Index.of(Entry(key, (asked,), "") for key, asked in SHOP["entries"].items())

    assert index.search(small_talk, least=SILENT_BELOW) == []


def test_a_hit_names_the_wording_that_fits_best():
    (first, *_others) = Index.of(ENTRIES).search("多久能寄出")

    assert (first.id, first.question) == ("dispatch", "多久寄出")
    assert 0 < first.score <= 1


def test_scores_fall_and_those_below_the_least_are_left_out():
    index = Index.of(ENTRIES)

    scores = [hit.score for hit in index.search("会起球吗 发票")]
    kept = index.search("会起球吗 发票", least=scores[1])

    assert scores == sorted(scores, reverse=True)
    assert len(kept) == 2 < len(scores)
    assert len(index.search("会起球吗", top=1)) == 1


def test_the_product_in_view_comes_first_and_others_are_left_out():
    index = Index.of(ENTRIES)

    assert _ids(index.search("会起球吗", product="coat"))[0] == "pilling-coat"
    assert "pilling-shirt" not in _ids(index.search("会起球吗", product="coat"))
    assert {"pilling-shirt", "pilling-coat"} <= set(_ids(index.search("会起球吗")))
    assert set(_ids(index.search("会起球吗", product="hat"))) == {"dispatch", "invoice"}


def test_what_is_said_in_other_words_is_found_by_the_dense_model():
    model = FakeEncoder()
    plain, dense = Index.of(ENTRIES), Index.of(ENTRIES, encoder=model, store=FakeStore())

    assert (plain.dense, dense.dense) == (False, True)
    assert _ids(dense.search("哪天上路"))[0] == "dispatch"
    assert dense.search("报销")[0].score > plain.search("报销")[0].score


@pytest.mark.parametrize("query", ["", "   ", "？！", "\ud800", "😀"])
def test_nothing_asked_finds_nothing(query):
    assert Index.of(ENTRIES).search(query) == []


def test_an_index_may_be_empty():
    index = Index.of([], encoder=FakeEncoder())

    assert len(index) == 0
    assert index.search("发货") == []


def test_an_entry_without_a_question_is_found_by_its_answer():
    index = Index.of([Entry("1", (), "当天发货"), *ENTRIES[1:2]])

    assert index.search("当天发货吗")[0] == Hit("1", pytest.approx(0.5, abs=0.5), "当天发货")


def test_a_search_leaves_the_index_as_it_was():
    index = Index.of(ENTRIES)

    assert index.search("发货", product="coat") == index.search("发货", product="coat")
