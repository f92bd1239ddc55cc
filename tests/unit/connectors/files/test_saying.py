import re
from pathlib import Path

import pytest
from django.utils import translation

from guitai.connectors.files import saying
from guitai.connectors.files.saying import reason_of, sentence_of
from guitai.kernel.decoding import _OTHER_FORMATS, Rejection, UnreadableFileError
from guitai.kernel.errors import GuitaiError

ENGINES = Path(saying.__file__).parents[2] / "engines"
KERNEL = Path(saying.__file__).parents[2] / "kernel" / "decoding.py"
SOURCES = [path.read_text(encoding="utf-8") for path in [*ENGINES.rglob("*.py"), KERNEL]]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_a_reason_names_the_column_and_what_was_found():
    rejection = Rejection(3, "总金额", "bad_amount", "as the engine says it", {"cell": "见备注"})

    assert reason_of(rejection) == "总金额: “见备注” is no amount in yuan and fen."


def test_what_is_not_named_is_said_as_the_engine_says_it():
    assert reason_of(Rejection(3, "", "new_code", "As the engine says it.")) == "As the engine says it."
    assert reason_of(Rejection(3, "", "bad_amount", "Without its facts.")) == "Without its facts."
    assert sentence_of(GuitaiError("Said already."), name="a.csv") == "Said already."
    unknown = UnreadableFileError("As it is.", problem="new_problem")
    assert sentence_of(unknown, name="a.csv") == "As it is."


def test_a_sentence_names_the_file_and_what_it_is_instead():
    error = UnreadableFileError("x", problem="other_format", found="a PDF document")

    said = sentence_of(error, name="订单.csv")

    assert said.startswith("订单.csv is no exported table or chat but a PDF document;")


@pytest.mark.parametrize("percent", ["100%", "%s", "%(cell)s"])
def test_a_percent_sign_in_a_cell_does_no_harm(percent: str):
    rejection = Rejection(3, percent, "bad_rate", "x", {"cell": percent})

    assert reason_of(rejection) == f"{percent}: “{percent}” is no rate; a rate is written 92.31% or 0.9231."


def test_every_code_of_the_engines_is_said_in_the_readers_language():
    spelled = r'(?:CellError\(\s*|Rejection\(\s*[^()"]*"[^"]*",\s*)"([a-z]+_?[a-z]+)"'
    codes = {code for source in SOURCES for code in re.findall(spelled, source)}
    facts = dict.fromkeys(("cell", "found", "meant"), "x")

    unsaid = {code for code in codes if reason_of(Rejection(1, "x", code, "UNSAID", facts)) == "UNSAID"}

    assert {"missing", "damaged_number", "no_buyer", "uneven", "unclear_buyer"} <= codes
    assert unsaid == set()


def test_every_problem_of_a_file_is_said_in_the_readers_language():
    problems = {word for source in SOURCES for word in re.findall(r'problem="([a-z_]+)"', source)}

    unsaid = {
        problem
        for problem in problems
        if sentence_of(UnreadableFileError("UNSAID", problem=problem, found="x"), name="a") == "UNSAID"
    }

    assert {"empty", "unknown", "locked"} <= problems
    assert unsaid == set()


def test_every_format_that_is_told_apart_has_its_words():
    said = saying._formats()

    assert {what for _magic, what in _OTHER_FORMATS} <= set(said)
