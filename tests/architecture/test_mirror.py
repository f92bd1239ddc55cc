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
    "engines/rulebook/detectors/denials.py": "test_claims.py beside it, from a sentence to the finding",
    "engines/rulebook/detectors/figures.py": "test_claims.py beside it, from a sentence to the finding",
    "engines/rulebook/detectors/ingredients.py": "test_claims.py beside it, from a sentence to the finding",
    "engines/rulebook/detectors/materials.py": "test_claims.py beside it, from a sentence to the finding",
    "engines/rulebook/detectors/names.py": "test_others.py beside it, from a sentence to the finding",
    "engines/rulebook/detectors/sizes.py": "test_claims.py beside it, from a sentence to the finding",
    "engines/rulebook/detectors/years.py": "test_claims.py beside it, from a sentence to the finding",
    "domains/chat/reading_models.py": "a table without behaviour; actions/test_correcting looks at it",
    "engines/understanding/types.py": "frozen data alone; every test of the engine makes and reads it",
    "web/moods.py": "names alone; web/desk/test_reading and web/reports/test_asked read them",
    "web/reports/asked_moods.py": "test_asked beside it, on the page they stand on",
    "web/reports/asked_names.py": "test_asked and test_asked_talks beside it",
    "web/reports/asked_shares.py": "test_asked beside it, as its figures and rows show them",
    "domains/chat/presence_models.py": "two tables without behaviour; test_attending looks at them",
    "web/answers/findings.py": "test_conflicts.py and test_gaps.py beside it, through both pages",
    "web/cases/narrowing.py": "test_board beside it, by every address",
    "web/followups/forms.py": "test_processes and test_settings beside it, as they are filled in",
    "web/followups/narrowing.py": "test_views beside it, by every address",
    "web/followups/spans.py": "test_closed and test_results beside it, by every address",
    "web/followups/wordings.py": "test_deeds and test_views beside it, as it is shown and copied",
    "web/followups/review_deeds.py": "test_reviews beside it, by every address",
    "engines/tabular/review_types.py": "frozen data alone; kinds/test_reviews makes it",
    "domains/trade/review_models.py": "a table without behaviour; test_importing_reviews",
    "domains/aftersales/ledger_models.py": "a table alone; actions/test_ledgers and test_settling",
    "domains/delivery/models.py": "tables without behaviour; test_actions and test_queries beside it",
    "domains/aftersales/handover_models.py": "tables alone; actions/test_handovers and test_handover_items",
    "domains/warehouse/models.py": "tables without behaviour; actions/test_tasks and test_cancelling",
    "web/desk/case_opening.py": "test_cases beside it, through the form and what was sent with it",
    "web/delivery/forms.py": "test_editing and test_views beside it, as they are filled in",
    "web/knowledge/forms.py": "test_editing, test_candidates and test_sheets beside it, as they are filled",
    "web/setup/terms_forms.py": "tests/unit/web/setup/test_terms.py, as they are filled in on the pages",
    "domains/catalog/models.py": "tables without behaviour; test_actions and test_queries beside it",
    "domains/chat/actions/candidates.py": "tests/unit/domains/chat/actions/test_handing.py, through routing",
    "domains/chat/actions/lines.py": "tests/unit/domains/chat/actions/test_messages.py, through every deed",
    "domains/chat/platform_models.py": "tables alone; test_sessions and test_recognising beside it",
    "domains/chat/importing.py": "tests/unit/connectors/files/test_chats.py, from a file to the tables",
    "domains/chat/summing_up.py": "tests/unit/connectors/files/test_chats.py, from a file to the tables",
    "domains/followups/buyer_facts.py": "test_filling.py beside it, from the tables to the lists",
    "domains/followups/order_facts.py": "test_filling.py beside it, from the tables to the lists",
    "domains/followups/other_facts.py": "test_filling.py beside it, from the tables to the lists",
    "domains/followups/talk_facts.py": "test_filling.py beside it, from the tables to the lists",
    "engines/worklists/types.py": "frozen data alone; every test of the engine makes it",
    "domains/followups/models.py": "tables without behaviour; the tests of its actions and queries",
    "domains/insight/answer_models.py": "tables without behaviour; test_answers and test_answer_looking",
    "domains/aftersales/models.py": "tables alone; the tests of the room's actions and queries",
    "domains/aftersales/picture_models.py": "a table alone; actions/test_pictures",
    "domains/aftersales/actions/standing.py": "test_cases and test_ending beside it, by every deed",
    "engines/playbooks/leaving.py": "tests/unit/domains/warehouse/test_cancelling.py, by every answer",
    "domains/aftersales/issue_models.py": "a table without behaviour; actions/test_issues",
    "engines/faults/types.py": "frozen data alone; every test of the engine makes it",
    "web/issues/forms.py": "test_deeds beside it, as it is filled in",
    "domains/insight/models.py": "a table without behaviour; test_actions and test_queries beside it",
    "domains/intake/actions/moving.py": "test_deciding and test_working beside it, through every deed",
    "domains/knowledge/entry_models.py": "tables without behaviour; test_entering and test_asking beside it",
    "domains/knowledge/guide_models.py": "tables without behaviour; test_guides and test_guide_queries",
    "domains/knowledge/models.py": "tables without behaviour; test_actions and test_queries beside it",
    "domains/chat/fact_rows.py": "tests/unit/domains/performance/test_desk_talks.py, from tables to facts",
    "domains/performance/agent_accounts.py": "test_desk_talks.py beside it, through every talk",
    "domains/performance/desk_rows.py": "test_desk_store.py beside it, from the tables to Parquet",
    "domains/performance/adding_up.py": "queries/test_figures.py beside it, from kept sums to the figures",
    "domains/performance/counting.py": "queries/test_figures.py beside it, from facts to the figures",
    "domains/performance/day_models.py": "tables alone; actions/test_days and queries/test_figures beside it",
    "domains/performance/day_plans.py": "queries/test_figures.py beside it, from facts to the figures",
    "domains/performance/queries/agents.py": "test_figures.py and actions/test_days.py, as rows name them",
    "domains/performance/queries/days.py": "actions/test_days.py one folder up, as days come and change",
    "domains/performance/queries/settings.py": "actions/test_settings.py one folder up",
    "domains/performance/models.py": "a table without behaviour; test_importing and test_queries beside it",
    "domains/aftersales/actions/picture_places.py": "test_pictures.py beside it, through every deed",
    "domains/trade/models.py": "tables without behaviour; test_importing and test_queries beside it",
    "domains/trade/together_models.py": "a table without behaviour; test_buying_together beside it",
    "engines/lostorders/types.py": "frozen data; every test of engines/lostorders goes through it",
    "engines/metrics/behind_chats.py": "test_behind.py beside it, through every figure",
    "engines/metrics/behind_orders.py": "test_behind.py beside it, through every figure",
    "engines/metrics/scene.py": "test_behind.py beside it, through every figure",
    "engines/metrics/service.py": "test_cases.py (cases/service.yaml) and test_by_hand.py beside it",
    "engines/retrieval/types.py": "frozen data; every test of engines/retrieval goes through it",
    "engines/routing/types.py": "frozen data; test_deciding beside it",
    "engines/rulebook/types.py": "frozen data; every test of engines/rulebook goes through it",
    "engines/tabular/records.py": "names alone",
    "engines/tabular/service_types.py": "frozen data; the tests of the kinds look at it",
    "engines/tabular/sheets.py": "tests/unit/engines/tabular/test_reading.py, through every sheet",
    "engines/tabular/sheet_types.py": "frozen data; kinds/test_products.py looks at it",
    "engines/transcripts/formats.py": "tests/unit/engines/transcripts/test_reading.py, through every format",
    "live/groups.py": "names alone",
    "web/guides/forms.py": "tests/unit/web/guides/test_views.py, as filled in on the pages",
    "web/lost/naming.py": "tests/unit/web/lost/test_views.py, as names and filters show on the pages",
    "web/pairings/forms.py": "tests/unit/web/pairings/test_views.py, as filled in on the page",
    "web/people_urls.py": "wiring; tests/integration/test_isolation.py walks every address",
    "web/phrases/forms.py": "tests/unit/web/phrases/test_views.py, as filled in on the pages",
    "web/phrases/samples.py": "made-up facts for the preview; tests/unit/web/phrases/test_views.py shows it",
    "web/phrases/sheets.py": "tests/unit/connectors/files/test_phrases.py and the pages of web/phrases",
    "web/setup/figures_form.py": "tests/unit/web/setup/test_figures.py, as it is filled in on the page",
    "web/setup/forms.py": "tests/unit/web/setup, as filled in on the pages",
    "domains/performance/staffing_models.py": "tables alone; the tests of its actions and queries",
    "web/staffing/agents.py": "tests/unit/web/staffing/test_load.py, on the page it stands on",
    "web/staffing/forms.py": "tests/unit/web/staffing, as they are filled in on the pages",
    "web/staffing/proposed.py": "tests/unit/web/staffing/test_proposal.py, as the page shows it",
    "domains/performance/pay_models.py": "tables without behaviour; actions/test_pay and queries/test_pay",
    "engines/pay/types.py": "frozen data; every test of engines/pay goes through it",
    "engines/pay/values.py": "tests/unit/engines/pay/test_reading.py, as they stand in a scheme",
    "web/pay/editor.py": "tests/unit/web/pay/test_schemes.py, as it is filled in on the page",
    "web/pay/scheme_fields.py": "tests/unit/web/pay/test_schemes.py, as they are filled in on the page",
    "web/pay/scheme_forms.py": "tests/unit/web/pay/test_schemes.py, as they are filled in on the page",
    "web/pay/scheme_head.py": "tests/unit/web/pay/test_schemes.py, as it is filled in on the page",
    "web/pay/trying.py": "tests/unit/web/pay/test_schemes.py, as the page shows it",
    "web/reports/asking.py": "test_overview.py and the other pages beside it, through every question",
    "web/reports/daily.py": "test_overview.py and test_funnel.py beside it, as their lines are drawn",
    "web/reports/links.py": "test_overview.py and the other pages beside it, where every figure leads",
    "web/reports/waiting.py": "test_buyers.py and test_products.py beside it",
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
