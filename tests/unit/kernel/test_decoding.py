"""The encoding of a text is told from its bytes, and what is no text is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.kernel.decoding import SAMPLE, UnreadableFileError, file_head, head_text, text_encoding

CHINESE = "买家会员名,收货地址,宝贝标题\r\ntb_a,浙江省 杭州市,纯色衬衫\r\n"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("gb2312", "gb18030"),
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_an_encoding_is_told_from_the_bytes(encoding, named):
    assert text_encoding(CHINESE.encode(encoding), "a.csv") == named


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_sample_may_end_inside_a_letter(cut):
    for encoding, named in (("gb18030", "gb18030"), ("utf-8", "utf-8")):
        assert text_encoding(CHINESE.encode(encoding)[:-cut], "a.csv") == named


def test_one_broken_letter_does_not_make_another_encoding():
    for encoding, named in (("gb18030", "gb18030"), ("utf-8", "utf-8")):
        data = (CHINESE * 5).encode(encoding)
        assert text_encoding(data[:200] + b"\xff" + data[200:], "a.csv") == named


@pytest.mark.parametrize("content", [b"\0\0\0\0", bytes(range(256)) * 8, b"\x01\x02\x03" * 50, b" \r\n\t"])
def test_what_is_no_text_is_refused(content):
    with pytest.raises(UnreadableFileError) as caught:
        text_encoding(content, "a.csv")

    assert caught.value.facts["problem"] == "binary"


@pytest.mark.parametrize(
    ("content", "found"),
    [(b"%PDF-1.7", "PDF"), (b"\xff\xd8\xff\xe0", "JPEG"), (b"PK\x03\x04", "ZIP"), (b"7z\xbc\xaf\x27", "7z")],
)
def test_other_formats_are_named(content, found):
    with pytest.raises(UnreadableFileError, match=found):
        text_encoding(content, "a.csv")


def test_a_missing_a_broken_and_an_empty_name_are_refused(tmp_path):
    (tmp_path / "empty.csv").touch()
    for path, problem in [
        (tmp_path / "none.csv", "missing"),
        (tmp_path / "zero\0byte.csv", "missing"),
        (tmp_path, "missing"),
        (tmp_path / "empty.csv", "empty"),
    ]:
        with pytest.raises(UnreadableFileError) as caught:
            file_head(path)
        assert caught.value.facts["problem"] == problem


def test_only_the_beginning_of_a_large_file_is_read(tmp_path):
    (tmp_path / "large.csv").write_bytes(b"a" * (SAMPLE + 10))

    assert len(file_head(tmp_path / "large.csv")) == SAMPLE


@given(st.binary(min_size=1))
def test_any_bytes_have_an_encoding_they_can_be_read_in_or_are_refused(content):
    try:
        encoding = text_encoding(content, "a.csv")
    except UnreadableFileError:
        return
    assert head_text(content, encoding).strip()
