"""Names of downloaded pictures are safe on Windows, and no two are alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.domains.aftersales.picture_names import Names, suffix_of


@pytest.mark.parametrize(
    ("account", "order", "fault", "stem"),
    [
        ("tb_demo01", "35153131408888", "脱线", "tb_demo01_35153131408888_脱线_1"),
        ("tb_demo01", "", "脱线", "tb_demo01_脱线_1"),
        ("", "", "", "picture_1"),
        ("..", " . ", "", "picture_1"),
        ('a/b\\c:d*e?f"g<h>i|j', "", "", "a-b-c-d-e-f-g-h-i-j_1"),
        ("../../etc", "", "", "-..-etc_1"),
        ("t*", "1\n2", "掉\u202egpj.exe", "t-_1-2_掉-gpj.exe_1"),
        ("CON", "", "", "CON_1"),
        ("长" * 60, "", "", "长" * 24 + "_1"),
    ],
)
def test_a_name_is_made_of_what_is_known(account: str, order: str, fault: str, stem: str) -> None:
    assert Names().stem(account=account, order=order, fault=fault) == stem


def test_what_would_be_alike_is_counted_also_where_capitals_make_no_difference() -> None:
    names = Names()
    given_out = [
        names.stem(account=account, order=order, fault="")
        for account, order in (("A", "1"), ("a", "1"), ("Ａ", "1"), ("A_1", ""), ("A", "1_1"), ("A", ""))
    ]

    assert given_out == ["A_1_1", "a_1_2", "Ａ_1_3", "A_1_4", "A_1_1_1", "A_1"]


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), max_size=12))
def test_whatever_is_written_somewhere_names_are_different_and_can_be_unpacked(
    rows: list[tuple[str, str, str]],
) -> None:
    names = Names()
    stems = [names.stem(account=account, order=order, fault=fault) for account, order, fault in rows]

    assert len({stem.casefold() for stem in stems}) == len(stems)
    for stem in stems:
        assert not set(stem) & set('<>:"/\\|?*')
        assert stem.isprintable() and stem == stem.strip(" .")
        assert len(stem.encode()) <= 245


@pytest.mark.parametrize(
    ("kind", "suffix"), [("image/jpeg", ".jpg"), ("image/png", ".png"), ("image/webp", ".webp"), ("", ".bin")]
)
def test_the_ending_says_what_it_holds(kind: str, suffix: str) -> None:
    assert suffix_of(kind) == suffix
