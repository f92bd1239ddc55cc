import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.domains.intake import files
from guitai.domains.intake.models import Run


@given(given=st.text(max_size=400))
def test_a_name_is_always_one_a_file_system_takes(given: str):
    name = files.clean_name(given)

    assert name and name not in {".", ".."}
    assert len(name.encode()) <= 200
    assert not set(name) & set('/\\<>:"|?*\x00\n')


def test_an_ending_is_kept_where_a_name_is_cut():
    assert files.clean_name("订" * 200 + ".xlsx").endswith("订.xlsx")
    assert files.clean_name(".hidden") == "hidden"


def test_a_file_is_kept_found_and_deleted(data_folder: Path):
    path = files.keep([b"a", b"b"], name="订单.csv")
    run = Run(folder=path.parent.name, name="订单.csv")

    assert files.path_of(run) == path
    assert (path.read_bytes(), path.parent.stat().st_mode & 0o777) == (b"ab", 0o700)
    assert files.fingerprint(path) == "fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603"
    files.discard(run.folder)
    files.discard(run.folder)
    assert not path.parent.exists()


def test_what_broke_off_leaves_nothing(data_folder: Path):
    def chunks():
        yield b"a"
        raise OSError("gone")

    before = set((data_folder / "imports").glob("*"))

    with pytest.raises(OSError, match="gone"):
        files.keep(chunks(), name="a.csv")

    assert set((data_folder / "imports").glob("*")) == before


def test_a_file_the_server_wrote_is_moved(tmp_path: Path):
    temporary = tmp_path / "x.upload"
    temporary.write_bytes(b"a")

    path = files.take_over(temporary, name="a.csv")

    assert path.read_bytes() == b"a"
    assert not temporary.exists()


def test_nothing_is_deleted_for_a_run_without_a_folder(data_folder: Path):
    kept = files.keep([b"a"], name="a.csv")

    files.discard("")

    assert kept.exists()


def test_what_a_crash_left_over_is_swept_up():
    old, known, young = (files.keep([b"a"], name="a.csv").parent for _ in range(3))
    for folder in (old, known):
        os.utime(folder, (time.time() - 5000, time.time() - 5000))

    files.sweep(known={known.name}, older_than=3600)

    assert not old.exists()
    assert known.exists() and young.exists()


def test_a_file_is_found_again_by_its_folder_until_it_is_gone() -> None:
    path = files.keep([b"1"], name="知识.xlsx")
    found = files.kept(path.parent.name, "知识.xlsx")

    files.discard(path.parent.name)

    assert found == path
    assert files.kept(path.parent.name, "知识.xlsx") is None
