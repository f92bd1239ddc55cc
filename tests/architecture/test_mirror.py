"""A module has its tests at the mirrored path, or stands here with a reason."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE, UNIT = ROOT / "src" / "guitai", ROOT / "tests" / "unit"

# Nothing in them to test by themselves.
DECLARATIONS = {"apps.py", "errors.py", "events.py", "drafts.py", "urls.py"}
ELSEWHERE = {
    "cli/main.py": "the list of commands; every test of tests/unit/cli goes through it",
    "cli/serving.py": "starts a server; the browser journeys of tests/functional run on it",
    "common/models.py": "two tables without behaviour; used by test_audit and test_files",
    "common/records.py": "a base class; tests/architecture/test_tables.py looks at every table",
    "config/asgi.py": "wiring; every test of tests/unit/live goes through it",
    "config/settings.py": "values; tests/architecture/test_documents.py looks at each",
    "connectors/files/keeping/chunks.py": "cuts a list; test_order_lines.py, in chunks of one and two",
    "connectors/files/keeping/orders.py": "test_importing.py one folder up, from a file to the tables",
    "connectors/files/keeping/products.py": "test_importing.py one folder up, from a file to the tables",
    "connectors/files/mapping.py": "test_importing.py beside it, from a file to the tables",
    "connectors/files/reports.py": "counts; tests/unit/connectors/files/test_importing.py looks at them",
    "domains/catalog/models.py": "tables without behaviour; test_actions and test_queries beside it",
    "domains/chat/actions/candidates.py": "tests/unit/domains/chat/actions/test_handing.py, through routing",
    "domains/chat/actions/lines.py": "tests/unit/domains/chat/actions/test_messages.py, through every deed",
    "domains/chat/platform_models.py": "tables alone; test_sessions and test_recognising beside it",
    "domains/chat/importing.py": "tests/unit/connectors/files/test_chats.py, from a file to the tables",
    "domains/chat/summing_up.py": "tests/unit/connectors/files/test_chats.py, from a file to the tables",
    "domains/intake/actions/moving.py": "test_deciding and test_working beside it, through every deed",
    "domains/knowledge/models.py": "tables without behaviour; test_actions and test_queries beside it",
    "domains/performance/models.py": "a table without behaviour; test_importing and test_queries beside it",
    "domains/trade/models.py": "tables without behaviour; test_importing and test_queries beside it",
    "engines/routing/types.py": "frozen data; test_deciding beside it",
    "engines/rulebook/types.py": "frozen data; every test of engines/rulebook goes through it",
    "engines/tabular/records.py": "names alone",
    "engines/tabular/service_types.py": "frozen data; the tests of the kinds look at it",
    "engines/tabular/sheets.py": "tests/unit/engines/tabular/test_reading.py, through every sheet",
    "engines/tabular/sheet_types.py": "frozen data; kinds/test_products.py looks at it",
    "engines/transcripts/formats.py": "tests/unit/engines/transcripts/test_reading.py, through every format",
    "live/groups.py": "names alone",
    "web/people_urls.py": "wiring; tests/integration/test_isolation.py walks every address",
    "web/phrases/forms.py": "tests/unit/web/phrases/test_views.py, as filled in on the pages",
    "web/phrases/samples.py": "made-up facts for the preview; tests/unit/web/phrases/test_views.py shows it",
    "web/phrases/sheets.py": "tests/unit/connectors/files/test_phrases.py and the pages of web/phrases",
    "web/setup/forms.py": "tests/unit/web/setup, as filled in on the pages",
    "web/templatetags/guitai.py": "two small helpers; tests/unit/web/setup and the desk's pages show them",
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
