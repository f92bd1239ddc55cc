from django.utils import translation

from guitai.domains.guard.loading import shipped
from guitai.domains.guard.queries import RuleHits, RuleShown
from guitai.web.guard.listing import row_of, sections

RULES = [RuleShown(id=name, rule=rule) for name, rule in shipped().items()]
BROKEN = RuleShown(id="own-broken", rule=None, is_own=True, trouble="?")


def ids(wanted: dict[str, str], platform: str = "taobao", rules: list[RuleShown] = RULES) -> set[str]:
    return {
        row.shown.id for part in sections(rules, {}, wanted=wanted, platform=platform) for row in part.rows
    }


def test_graver_rules_come_first_in_their_category():
    [tone] = sections(RULES, {}, wanted={"category": "tone"}, platform="taobao")

    gravities = [row.shown.rule.severity for row in tone.rows]
    assert gravities == sorted(gravities, reverse=True)


def test_rules_of_another_platform_are_left_out():
    assert "off-contact" not in ids({}, platform="own")
    assert "off-contact" in ids({"show": "all"}, platform="own")


def test_words_are_found_whatever_their_width_and_case():
    assert "off-contact" in ids({"q": "ＱＱ"}) & ids({"q": "qq"})


def test_a_detector_is_found_by_its_name():
    assert "promise-courier" in ids({"q": "courier_promise"})


def test_a_rule_that_cannot_be_read_stands_at_the_end_without_a_category():
    last = sections([BROKEN, *RULES], {}, wanted={}, platform="taobao")[-1]

    assert ([row.shown for row in last.rows], last.category) == ([BROKEN], "")
    assert "own-broken" not in ids({"q": "own"}, rules=[BROKEN])


def test_a_row_has_its_hits_and_the_title_in_the_readers_language():
    hits = RuleHits(rule="promise-courier", hits=3, held=2, rewritten=1, sent=1)
    shown = next(rule for rule in RULES if rule.id == "promise-courier")

    with translation.override("en"):
        row = row_of(shown, hits)

    assert (row.title, row.hits, row.platforms) == ("No courier the shop does not use", hits, ["all"])
