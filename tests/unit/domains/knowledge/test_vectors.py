"""The table of vectors."""

import pytest

from guitai.domains.knowledge.models import StoredVector
from guitai.domains.knowledge.vectors import StoredVectors

pytestmark = pytest.mark.django_db


def test_what_was_put_is_given_again_and_nothing_else() -> None:
    store = StoredVectors("small")

    store.put({"a": b"\x01\x02", "b": b"\x03"})

    assert store.get(["a", "c"]) == {"a": b"\x01\x02"}
    assert StoredVectors("large").get(["a"]) == {}


def test_the_same_put_twice_is_kept_once() -> None:
    store = StoredVectors("small")

    store.put({"a": b"\x01"})
    store.put({"a": b"\x01", "b": b"\x02"})

    assert StoredVector.objects.count() == 2


def test_many_are_asked_for_in_several_questions(django_assert_num_queries: object) -> None:
    store = StoredVectors("small")
    store.put({str(number): b"\x00" for number in range(1000)})

    with django_assert_num_queries(2):  # type: ignore[operator]
        found = store.get([str(number) for number in range(1000)])

    assert len(found) == 1000
