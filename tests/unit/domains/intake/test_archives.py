import io
import re
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guitai.domains.intake import archives
from guitai.domains.intake.archives import is_archive, unpack
from guitai.domains.intake.errors import ArchiveRefusedError

MOST = 50 * 1024 * 1024
NAMES = {
    "orders.csv": "orders.csv",
    "2026/11/订单.csv": "订单.csv",
    "../../../../etc/cron.d/evil": "evil",
    "/etc/passwd": "passwd",
    "C:\\Users\\店长\\订单.csv": "订单.csv",
    "..": "file",
    "a/..": "file",
    "con\ntrol.csv": "con_trol.csv",
    'quo"ted?.csv': "quo_ted_.csv",
    "x" * 300 + ".csv": "x" * 196 + ".csv",
}


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return path


def unpacked(path: Path, most: int = MOST) -> dict[str, bytes]:
    return {member.name: member.read_bytes() for member in unpack(path, most_bytes=most)}


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name[:20])
def test_a_members_name_leads_nowhere_but_into_its_own_folder(tmp_path: Path, data_folder: Path, name: str):
    path = packed(tmp_path / "a.zip", {name: b"said"})

    [member] = unpack(path, most_bytes=MOST)

    assert member.name == NAMES[name]
    assert member.parent.parent == data_folder / "imports"
    assert member.read_bytes() == b"said"


def test_what_a_mac_hides_and_folders_are_left_out(tmp_path: Path):
    path = packed(
        tmp_path / "a.zip",
        {"f/": b"", "f/a.csv": b"1", "__MACOSX/f/._a.csv": b"x", ".DS_Store": b"x", "~$b.xlsx": b"x"},
    )

    assert unpacked(path) == {"a.csv": b"1"}


def test_names_of_chinese_windows_are_read_as_gbk(tmp_path: Path):
    path = packed(tmp_path / "a.zip", {"00000000.csv": b"1"})
    path.write_bytes(path.read_bytes().replace(b"00000000", "订单列表".encode("gbk")))

    assert unpacked(path) == {"订单列表.csv": b"1"}


def test_names_in_utf_8_without_their_mark_are_read_too(tmp_path: Path):
    path = packed(tmp_path / "a.zip", {"000000.csv": b"1"})
    path.write_bytes(path.read_bytes().replace(b"000000", "订单".encode()))

    assert unpacked(path) == {"订单.csv": b"1"}


def test_two_members_of_one_name_are_two_files(tmp_path: Path):
    path = packed(tmp_path / "a.zip", {"1/a.csv": b"1", "2/a.csv": b"2"})

    found = [(member.name, member.read_bytes()) for member in unpack(path, most_bytes=MOST)]

    assert found == [("a.csv", b"1"), ("a.csv", b"2")]


def test_a_bomb_is_not_unpacked(tmp_path: Path, data_folder: Path):
    path = packed(tmp_path / "bomb.zip", {"zeros.csv": bytes(20 * 1024 * 1024)})
    before = set((data_folder / "imports").glob("*"))

    with pytest.raises(ArchiveRefusedError, match=r"bomb\.zip"):
        unpacked(path)

    assert set((data_folder / "imports").glob("*")) == before


def test_more_than_fits_is_not_unpacked(tmp_path: Path):
    path = packed(tmp_path / "a.zip", {"a.csv": b"12345", "b.csv": b"12345"})

    with pytest.raises(ArchiveRefusedError, match=r"a\.zip"):
        unpacked(path, most=9)


def test_a_member_that_says_it_is_smaller_than_it_is_is_not_believed(tmp_path: Path, data_folder: Path):
    path = tmp_path / "liar.zip"
    packed(path, {"a.csv": b"x" * 100_000})
    data = bytearray(path.read_bytes())
    for magic, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(magic) + place, 10)
    path.write_bytes(data)
    before = set((data_folder / "imports").glob("*"))

    with pytest.raises(ArchiveRefusedError):
        unpacked(path)

    assert set((data_folder / "imports").glob("*")) == before


def test_a_lock_too_many_files_and_nothing_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    locked = packed(tmp_path / "locked.zip", {"a.csv": b"1"})
    data = bytearray(locked.read_bytes())
    for magic, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(magic) + place] |= 1
    locked.write_bytes(data)
    many = packed(tmp_path / "many.zip", {f"{number}.csv": b"1" for number in range(4)})
    nothing = packed(tmp_path / "nothing.zip", {})
    monkeypatch.setattr(archives, "MOST_FILES", 3)

    for path in (locked, many, nothing):
        with pytest.raises(ArchiveRefusedError, match=re.escape(path.name)):
            unpacked(path)


def test_half_a_zip_is_refused(tmp_path: Path):
    path = packed(tmp_path / "half.zip", {f"{number}.csv": bytes(range(256)) * 40 for number in range(9)})
    path.write_bytes(path.read_bytes()[:400])

    assert is_archive(path)
    with pytest.raises(ArchiveRefusedError, match=r"half\.zip"):
        unpacked(path)


def test_a_workbook_is_no_archive(tmp_path: Path):
    workbook = packed(tmp_path / "a.xlsx", {"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"})
    text = tmp_path / "a.csv"
    text.write_bytes(b"PK is no magic")
    half_workbook = tmp_path / "b.xlsx"
    half_workbook.write_bytes(workbook.read_bytes()[:60])

    assert not any(map(is_archive, (workbook, text, half_workbook)))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damage_anywhere_is_a_refusal_or_harmless(tmp_path: Path, data_folder: Path, data: st.DataObject):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("订单/a.csv", "订单编号,买家\r\n" * 30)
        archive.writestr("b.txt", b"\x00\xff" * 40)
    broken = bytearray(whole.getvalue())
    for _ in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "a.zip"
    path.write_bytes(broken[: data.draw(st.integers(0, len(broken)))])
    try:
        members = list(unpack(path, most_bytes=MOST))
    except ArchiveRefusedError:
        return
    assert all(member.parent.parent == data_folder / "imports" for member in members)
