"""What must be documented is."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from types import ModuleType

import guitai
from guitai.domains.guard.loading import vocabulary
from guitai.engines.rulebook.detectors import DETECTORS
from guitai.engines.rulebook.excuses import EXCUSES
from guitai.kernel.errors import GuitaiError

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "guitai"
REFERENCE = ROOT / "docs" / "reference"


def _rows(page: str) -> list[str]:
    """Give the first cell of every table row of a reference page."""
    text = (REFERENCE / page).read_text(encoding="utf-8")
    return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(guitai.__path__, "guitai."):
        yield importlib.import_module(found.name)


def _codes_of_classes() -> set[str]:
    list(_modules())
    classes, found = [GuitaiError], set()
    while classes:
        kind = classes.pop()
        classes += kind.__subclasses__()
        if kind.__module__.startswith("guitai."):
            found.add(kind.code)
    return found


def _codes_in_answers() -> set[str]:
    """Give the codes that are written down in the faces without a class."""
    sources = [path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")]
    spelled = r'(?:"code": |_?refusal\((?:\d+, )?|code=|_refuse\(frame, )"([a-z_]+\.[a-z_]+)"'
    return {code for source in sources for code in re.findall(spelled, source)}


def test_every_refusal_has_its_line():
    listed = _rows("errors.md")

    assert set(listed) == _codes_of_classes() | _codes_in_answers()
    assert listed == sorted(set(listed))


def test_every_event_has_its_line():
    events = {
        f"{module.__name__.split('.')[-2]}.{name}"
        for module in _modules()
        if module.__name__.endswith(".events") and ".domains." in module.__name__
        for name, kind in inspect.getmembers(module, inspect.isclass)
        if is_dataclass(kind) and kind.__module__ == module.__name__
    }

    assert set(_rows("events.md")) == events


def _settings() -> set[str]:
    """Give the names config reads from the environment."""
    tree = ast.parse((SOURCE / "config" / "settings.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in {"text", "flag", "words", "kept_secret", "number"}
        and isinstance(call.args[0], ast.Constant)
    }


def test_every_setting_has_its_line():
    assert set(_rows("settings.md")) == _settings()


def test_the_example_of_an_env_file_names_every_setting():
    text = (ROOT / ".env.example").read_text(encoding="utf-8")

    assert set(re.findall(r"^#?([A-Z_]+)=", text, re.MULTILINE)) == _settings()


def test_no_event_is_announced_that_could_be_changed_afterwards():
    for module in _modules():
        if module.__name__.endswith(".events") and ".domains." in module.__name__:
            for _name, kind in inspect.getmembers(module, inspect.isclass):
                if kind.__module__ == module.__name__:
                    assert kind.__dataclass_params__.frozen, kind


def test_every_detector_excuse_and_set_of_words_has_its_line():
    page = (REFERENCE / "rules.md").read_text(encoding="utf-8")
    first_cells = re.findall(r"^\| (`[^|]+`) \|", page, re.MULTILINE)
    listed = {name for cell in first_cells for name in re.findall(r"`([a-z_]+)`", cell)}

    assert {*DETECTORS, *EXCUSES, *vocabulary().sets} - listed == set()
