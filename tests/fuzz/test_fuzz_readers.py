"""Some hundred damaged files; ``python -m tests.fuzz.fuzz_readers`` tries as many as wanted."""

import os
import subprocess
import sys

import pytest

from guitai.engines.tabular.kinds import TABLES
from guitai.engines.tabular.reading import open_export
from guitai.engines.transcripts.kinds import FORMATS
from guitai.engines.transcripts.reading import open_transcript
from guitai.kernel.decoding import Rejection
from tests.fuzz import fuzz_readers
from tests.fuzz.samples import CHATS, ENCODINGS, csv_text, rows_of, workbook_bytes


def test_damaged_files_are_read_or_refused_and_in_time(tmp_path):
    tally = fuzz_readers.fuzz(seed=20260721, numbers=range(500), folder=tmp_path)

    assert tally.defects == {}
    assert sum(tally.outcomes.values()) == 1000
    assert tally.outcomes["open_export: read"] > 100
    assert tally.outcomes["open_transcript: read"] > 10


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.kind}-{len(table.columns)}")
def test_what_the_damage_is_done_to_is_whole(tmp_path, table):
    rows = rows_of(table)
    path = tmp_path / "export"
    for content in (workbook_bytes([rows]), *(csv_text(rows).encode(encoding) for encoding in ENCODINGS)):
        path.write_bytes(content)

        (reading,) = open_export(path)
        found = list(reading)

        assert (reading.kind, len(found)) == (table.kind, 4)
        assert not any(isinstance(item, Rejection) for item in found)


def test_every_form_of_chat_is_among_them(tmp_path):
    path, met = tmp_path / "chat.txt", set()
    for text in CHATS:
        path.write_text(text, encoding="utf-8", newline="")
        chat = open_transcript(path)
        found = list(chat)

        met.add(chat.form)
        assert len(found) > 1
        assert not any(isinstance(item, Rejection) for item in found)

    assert met == set(FORMATS)


def test_a_defect_is_told_with_the_number_of_its_input(tmp_path, monkeypatch):
    def broken(path):
        raise RecursionError(path.name)

    broken.__name__ = "open_export"
    monkeypatch.setattr(fuzz_readers, "open_export", broken)

    tally = fuzz_readers.fuzz(seed=1, numbers=range(7, 9), folder=tmp_path)

    assert tally.defects == dict.fromkeys((7, 8), "open_export: RecursionError: export.csv")
    assert tally.outcomes["open_export: defect"] == 2


def test_a_file_that_takes_too_long_is_a_defect(tmp_path, monkeypatch):
    def endless(_path):
        while True:
            pass

    monkeypatch.setattr(fuzz_readers, "open_transcript", endless)

    tally = fuzz_readers.fuzz(seed=1, numbers=range(1), folder=tmp_path, seconds=0.05)

    assert tally.defects[0].startswith("endless: TooSlowError")


def test_an_input_is_made_of_its_seed_and_number_alone():
    samples = fuzz_readers.files()

    assert fuzz_readers.made(1, 5, samples) == fuzz_readers.made(1, 5, samples)
    assert fuzz_readers.made(1, 5, samples) != fuzz_readers.made(2, 5, samples)


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_file_that_kills_the_process_is_a_defect_and_the_others_are_still_read(monkeypatch):
    def deadly(path):
        if path.read_bytes() == fuzz_readers.made(1, 2, fuzz_readers.files()):
            os._exit(3)
        raise fuzz_readers.UnreadableFileError("No.", problem="unknown")

    monkeypatch.setattr(fuzz_readers, "open_export", deadly)

    tally = fuzz_readers.fuzz_apart(seed=1, numbers=range(5))

    assert tally.defects == {2: "killed the process: 3"}
    assert tally.outcomes["deadly: refused"] == 4


def test_the_command_says_how_many_it_tried():
    command = [sys.executable, "-m", "tests.fuzz.fuzz_readers", "--inputs", "5", "--first", "90"]

    ended = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines()[0] == "seed 1: 5 inputs, 0 defects"
