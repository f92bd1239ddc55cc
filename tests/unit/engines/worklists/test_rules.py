"""The rules: what is refused in them, and what they say to buyers."""

import re
from importlib.resources import files

import pytest
import yaml

from guitai.domains.accounts.models import Platform as ShopPlatform
from guitai.domains.followups.lists import kinds
from guitai.domains.guard.loading import rulebook
from guitai.domains.knowledge.filling import fill
from guitai.engines.rulebook.checking import check
from guitai.engines.rulebook.context import read_facts
from guitai.engines.rulebook.types import Platform, Severity
from guitai.engines.worklists import RulesError, instead_of, read_rules, rules, wording

WRITTEN = files("guitai.engines.worklists").joinpath("rules.yaml").read_text(encoding="utf-8")
KNOWN = {"商品": "纯色衬衫", "数量": "3", "收货地区": "浙江省 杭州市 西湖区"}
SAYINGS = sorted(
    {("list", key, wording(key)) for key in rules().lists}
    | {(each.key, key, said) for each in rules().reasons for key, said in each.say.items()}
)


@pytest.mark.parametrize("platform", [Platform.TMALL, Platform.JD, None])
@pytest.mark.parametrize("saying", SAYINGS, ids=lambda saying: f"{saying[0]}-{saying[1]}")
def test_the_guard_lets_every_wording_pass(saying, platform):
    said = fill(saying[2], KNOWN)

    assert not said.missing
    assert re.fullmatch("[^a-z{}]{15,90}[。？]", said.text)
    assert (
        check(said.text, read_facts({}), rulebook(), platform=platform, language="zh").severity
        is Severity.PASS
    )


def test_every_list_has_rules_but_that_of_promises():
    assert rules().lists.keys() == kinds().keys() - {"promise"}


def test_a_reason_has_its_own_words_where_it_has_some():
    assert wording("unpaid", "price") != wording("unpaid") == wording("unpaid", "there is none")
    assert wording("late", "price") == wording("late")


@pytest.mark.parametrize("listing", ["unpaid", "silent_unpaid"])
def test_jd_and_pinduoduo_want_something_else_than_reminders(listing):
    told = {platform: instead_of(listing, platform) for platform in ShopPlatform}

    assert {platform for platform, each in told.items() if each} == {ShopPlatform.JD, ShopPlatform.PDD}
    assert not any(each.verified for each in told.values() if each)


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ("lists.unpaid.numbers.after_minutes.value", 10, "10 is not from 20 to 1440"),
        ("lists.unpaid.numbers.after_minutes.value", "soon", "a whole number is wanted"),
        ("lists.unpaid.numbers.after_minutes.least", True, "a whole number is wanted"),
        ("lists.unpaid.numbers.after_minutes.unit", "moons", "'moons' is none of"),
        ("lists.unpaid.numbers.after_minutes.zh", "", "a text is wanted"),
        ("lists.unpaid.numbers", [], "keys with values are wanted"),
        ("lists.late.say", None, "a text is wanted"),
        ("lists.unpaid.instead.jd.rule.en", None, "a text is wanted"),
        ("quiet.from", "evening", "a time of day is wanted"),
        ("buying", "price", "a list of texts is wanted"),
        ("reasons.price.words", [1], "a list of texts is wanted"),
        ("reasons.price.say.moon", "亲", "there is no such list"),
        ("channels.sms.cost_fen", 0.5, "a whole number is wanted"),
        ("segments.once_lately.channels", ["owl"], "there is no channel 'owl'"),
        ("segments.once_lately.orders", None, "a whole number is wanted"),
    ],
)
def test_a_line_that_can_not_be_used_is_named(place, value, said):
    told = yaml.safe_load(WRITTEN)
    *path, last = place.split(".")
    line = told
    for key in path:
        line = line[key]
    line[last] = value

    with pytest.raises(RulesError) as refused:
        read_rules(yaml.safe_dump(told, sort_keys=False))

    assert str(refused.value).startswith(place)
    assert said in str(refused.value)


def test_rules_are_keys_with_values():
    with pytest.raises(RulesError, match="rules: keys with values"):
        read_rules("[]")
