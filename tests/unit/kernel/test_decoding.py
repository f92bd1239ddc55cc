"""The encoding of a text is told from its bytes, and what is no text is named."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guitai.kernel import decoding
from guitai.kernel.decoding import (
    SAMPLE,
    UnreadableFileError,
    file_head,
    head_text,
    text_blocks,
    text_encoding,
    text_lines,
)

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


def lines_of(folder, content, encoding):
    (folder / "a.txt").write_bytes(content)
    return list(text_lines(folder / "a.txt", encoding))


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", []),
        (b"a", ["a"]),
        (b"a\n", ["a"]),
        (b"a\r\nb\rc\n\nd", ["a", "b", "c", "", "d"]),
        (b"a\rb\r", ["a", "b"]),
        (b"\n\n", ["", ""]),
        ("一\u2028二\x0b三\x1c四".encode(), ["一\u2028二\x0b三\x1c四"]),
        (b"\xef\xbb\xbfa\n\xef\xbb\xbfb", ["a", "b"]),
    ],
)
def test_lines_come_without_their_ends(tmp_path, content, lines):
    assert lines_of(tmp_path, content, "utf-8") == lines


@pytest.mark.parametrize(
    ("usual", "other"), [("gb18030", "utf-8"), ("utf-8", "gb18030"), ("utf-8-sig", "gb18030")]
)
def test_a_line_of_another_encoding_is_read_as_what_it_is(tmp_path, usual, other):
    lines = ["亲，什么时候发货呀", "浙江省杭州市，在的亲/:^_^", "plain", "谢谢", "好"]
    content = [line.encode(usual) for line in lines]
    content[1] = lines[1].encode(other)

    assert lines_of(tmp_path, b"\r\n".join(content), usual) == lines


def test_a_broken_letter_costs_itself_alone(tmp_path):
    for encoding in ("utf-8", "gb18030"):
        good, broken = (
            "亲，什么时候发货呀".encode(encoding),
            "好的，马上给您看一下".encode(encoding) + b"\xff",
        )
        first, second = lines_of(tmp_path, good + b"\n" + broken, encoding)
        assert (first, second) == ("亲，什么时候发货呀", "好的，马上给您看一下\ufffd")


def test_rare_letters_of_gbk_are_not_taken_for_utf8(tmp_path):
    lines = ["陶喆在吗，镕基路1号", "€100", "囍", "浣犲ソ", "涓"]

    assert lines_of(tmp_path, "\n".join(lines).encode("gb18030"), "gb18030") == lines


def test_emoji_of_gb18030_are_read(tmp_path):
    assert lines_of(tmp_path, "好的😀\n在".encode("gb18030"), "gb18030") == ["好的😀", "在"]


def test_a_line_without_end_is_cut(tmp_path, monkeypatch):
    monkeypatch.setattr(decoding, "_LONGEST_LINE", 100)
    monkeypatch.setattr(decoding, "_PIECE", 64)

    lines = lines_of(tmp_path, b"a" * 300 + b"\nb", "utf-8")

    assert [len(line) for line in lines] == [128, 128, 44, 1]


def test_blocks_are_whole_lines_with_their_ends(tmp_path, monkeypatch):
    monkeypatch.setattr(decoding, "_PIECE", 8)
    (tmp_path / "a.txt").write_bytes(b"ab\r\ncd\r\nef\r\ngh")

    assert list(text_blocks(tmp_path / "a.txt", "utf-8")) == ["ab\r\ncd\r\n", "ef\r\n", "gh"]


def test_a_text_of_two_encodings_is_named_by_the_more_usual_one():
    gb, utf8 = CHINESE.encode("gb18030"), CHINESE.encode()

    assert text_encoding(gb * 3 + utf8, "a.csv") == text_encoding(utf8 + gb * 2, "a.csv") == "gb18030"
    assert text_encoding(gb + utf8 * 2, "a.csv") == text_encoding(utf8 * 3 + gb, "a.csv") == "utf-8"
    assert head_text(gb + utf8, "gb18030") == CHINESE * 2


TEXTS = st.lists(
    st.text("ab好\u4e00\u9fa5喆，😀é ", max_size=9) | st.just("亲，什么时候发货"), min_size=1, max_size=30
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=TEXTS,
    ending=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]),
    piece=st.integers(1, 40),
)
def test_lines_are_the_same_however_the_file_is_read(tmp_path, monkeypatch, lines, ending, encoding, piece):
    monkeypatch.setattr(decoding, "_PIECE", piece)

    content = "".join(line + ending for line in lines).encode(encoding)

    assert lines_of(tmp_path, content, encoding) == lines


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16-be", "utf-16-le", "gb18030"]))
def test_any_bytes_have_lines(tmp_path, content, encoding):
    assert all("\n" not in line and "\r" not in line for line in lines_of(tmp_path, content, encoding))
