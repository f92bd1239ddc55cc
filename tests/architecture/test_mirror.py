"""A module has its tests at the mirrored path, or stands here with a reason."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE, UNIT = ROOT / "src" / "guitai", ROOT / "tests" / "unit"

# Nothing in them to test by themselves.
DECLARATIONS = {"apps.py", "errors.py", "events.py", "drafts.py"}
ELSEWHERE = {
    "common/models.py": "two tables without behaviour; used by test_audit and test_files",
    "common/records.py": "a base class; tests/architecture/test_tables.py looks at every table",
    "config/asgi.py": "wiring; every test of tests/unit/live goes through it",
    "config/settings.py": "values; tests/architecture/test_documents.py looks at each",
    "config/urls.py": "wiring; tests/integration/test_isolation.py walks every address",
    "domains/chat/actions/candidates.py": "tests/unit/domains/chat/actions/test_handing.py, through routing",
    "domains/chat/actions/lines.py": "tests/unit/domains/chat/actions/test_messages.py, through every deed",
    "live/groups.py": "names alone",
    "live/urls.py": "wiring; tests/integration/test_isolation.py tries every socket",
    "web/desk/urls.py": "wiring; tests/integration/test_isolation.py walks every address",
}


def _untested() -> set[str]:
    modules = {
        path.relative_to(SOURCE)
        for path in SOURCE.rglob("*.py")
        if path.name != "__init__.py" and "migrations" not in path.parts
    }
    return {
        str(module)
        for module in modules
        if module.name not in DECLARATIONS and not (UNIT / module.parent / f"test_{module.name}").exists()
    }


def test_every_module_has_its_tests_at_the_mirrored_path():
    assert _untested() - ELSEWHERE.keys() == set()


def test_the_list_of_exceptions_holds_no_more_than_it_must():
    assert ELSEWHERE.keys() - _untested() == set()
