"""The playbooks that come with the program: they hold together, and each walk leaves what it should.

What a walk leaves stands in ``cases``, a file for the starts of each playbook. Where a branch was changed on
purpose, what the failing test shows is read as the buyer and the shop's books would, and then written there.
"""

import re
from pathlib import Path

import pytest
import yaml

from guitai.domains.accounts.models import Platform as ShopPlatform
from guitai.domains.aftersales.models import Kind, Outcome, Stage
from guitai.domains.aftersales.playbook_checks import faults
from guitai.domains.aftersales.playbook_texts import parsed, shipped
from guitai.domains.guard.loading import rulebook
from guitai.domains.knowledge.filling import fill
from guitai.domains.trade.models import Flag
from guitai.domains.trade.remarks import fits
from guitai.domains.warehouse.queries import answers_of
from guitai.engines.playbooks import GIVES, Entry, Step, check_together, left_on_order, walks
from guitai.engines.rulebook.checking import check
from guitai.engines.rulebook.context import read_facts
from guitai.engines.rulebook.types import Platform, Severity

CASES = Path(__file__).with_name("cases")
REFERENCE = Path(__file__).parents[4] / "docs" / "reference" / "playbooks.md"
BOOKS = {key: parsed(written) for key, written in shipped().items()}
ORDER = ["returning", "own_reasons", "quality", "damage", "logistics", "wrong_goods"]
STARTS = [f"{key}.{state}" for key in ORDER for state in BOOKS[key].starts]
# Where others lead comes first, so that it is walked there and not again.
# Own reasons lead to quality, and quality to their conditions.
LED_TO = {end.then for book in BOOKS.values() for end in book.ends.values()} - {"quality.quality"}
WALKS = walks(
    BOOKS, sorted(STARTS, key=lambda start: (start not in LED_TO, start == "own_reasons.own_reasons"))
)
STEPS = [(key, step) for key, book in BOOKS.items() for step in book.steps.values()]
ENDS = [(key, end) for key, book in BOOKS.items() for end in book.ends.values()]
ANSWERS = [(step, answer) for _, step in STEPS for answer in step.answers]
SAID = [pytest.param(at.say, id=f"{key}.{at.key}") for key, at in [*STEPS, *ENDS] if at.say]
EACH_STEP = [pytest.param(step, id=f"{key}.{step.key}") for key, step in STEPS]


def way(walk):
    """Tell a walk's places with the answers given there; the playbook where it changes."""
    told, before = [], ""
    for stop in walk:
        told += [f"{stop.playbook}:"] if stop.playbook != before else []
        told.append(f"{stop.at.key}/{stop.answer.key}" if stop.answer else stop.at.key)
        before = stop.playbook
    return " ".join(told)


def written(answer):
    """Tell the line an answer writes into a ledger, with the most an agent may give by it."""
    return answer.entry.value + (f" up to {answer.most / 100:.2f}" if answer.most else "")


def left(walk):
    """Tell all that a walk leaves: on the order, in the ledgers, with the warehouse, with the buyer."""
    on_order = [
        left_on_order(stop.answer, BOOKS[stop.playbook].at(stop.answer.to), "")
        for stop in walk
        if stop.answer
    ]
    told = {
        "outcome": walk[-1].at.outcome,
        "remarks": [remark for remark, _ in on_order if remark],
        "flags": [flag for _, flag in on_order if flag],
        "ledger": [written(stop.answer) for stop in walk if stop.answer and stop.answer.entry],
        "asked": [stop.at.task for stop in walk if isinstance(stop.at, Step) and stop.at.task],
        "stages": [stop.at.stage for stop in walk if stop.at.stage],
        "says": [f"{stop.playbook}.{stop.at.key}" for stop in walk if stop.at.say],
    }
    return {what: each for what, each in told.items() if each}


def case_file(key):
    return yaml.safe_load((CASES / f"{key}.yaml").read_text(encoding="utf-8"))


def walks_of(key):
    return {way(walk): walk for walk in WALKS if walk[0].playbook == key}


EXPECTED = {key: case_file(key) for key in ORDER}


@pytest.mark.parametrize(
    ("key", "case"),
    [pytest.param(key, case, id=case["way"]) for key in ORDER for case in EXPECTED[key]["walks"]],
)
def test_each_walk_leaves_what_it_should(key, case):
    found = walks_of(key)

    assert case["way"] in found, "no walk goes this way any more"
    assert {"way": case["way"], **left(found[case["way"]])} == case


@pytest.mark.parametrize("key", ORDER)
def test_no_walk_is_left_out(key):
    assert [case["way"] for case in EXPECTED[key]["walks"]] == list(walks_of(key))


@pytest.mark.parametrize("key", ORDER)
def test_buyers_are_told_these_words(key):
    book = BOOKS[key]

    assert {at.key: at.say for at in [*book.steps.values(), *book.ends.values()] if at.say} == EXPECTED[key][
        "says"
    ]


def test_the_walks_come_by_every_answer_and_every_end():
    stops = {
        (stop.playbook, stop.at.key, stop.answer.key if stop.answer else "")
        for walk in WALKS
        for stop in walk
    }

    assert stops == {(key, step.key, answer.key) for key, step in STEPS for answer in step.answers} | {
        (key, end.key, "") for key, end in ENDS
    }


def test_they_hold_together():
    check_together(BOOKS)

    assert set(ORDER) == BOOKS.keys()


@pytest.mark.parametrize("key", ORDER)
def test_each_keeps_to_what_a_shops_own_has_to(key):
    assert [str(fault) for fault in faults(BOOKS[key], starts=BOOKS[key].starts)] == []


def test_every_kind_of_case_begins_in_one_playbook():
    starts = [start for book in BOOKS.values() for start in book.starts]
    led_to = {end.then.partition(".")[2] for _, end in ENDS if end.then}

    assert len(starts) == len(set(starts))
    assert set(Kind.values) <= set(starts)
    assert set(starts) - set(Kind.values) == led_to - set(Kind.values) == {"refund", "exchange", "conditions"}


def test_a_case_begins_and_goes_on_at_a_step():
    assert all(isinstance(book.begin(state), Step) for book in BOOKS.values() for state in book.starts)


def test_outcomes_stages_and_flags_are_known():
    stages = [stop.at.stage for walk in WALKS for stop in walk] + [end.stage for _, end in ENDS]
    flags = {answer.flag for _, answer in ANSWERS} | {end.flag for _, end in ENDS}

    assert {end.outcome for _, end in ENDS} <= set(Outcome.values)
    assert set(stages) - {""} == set(Stage.values)
    assert flags <= {*Flag.values, ""}


def test_goods_that_come_back_go_through_the_stages_in_their_order():
    order = {stage: place for place, stage in enumerate(Stage.values)}

    for walk in WALKS:
        reached = list(dict.fromkeys(order[stop.at.stage] for stop in walk if stop.at.stage))
        # Who waits for a lost return comes by an earlier stage again; the first time counts.
        assert reached == sorted(reached), way(walk)


@pytest.mark.parametrize(
    ("key", "end"), [pytest.param(key, end, id=f"{key}.{end.key}") for key, end in ENDS if end.then]
)
def test_an_end_that_goes_on_leaves_everything_to_what_it_goes_on_to(key, end):
    assert (end.say, end.remark, end.flag, end.stage) == ("", "", "", "")
    assert not end.then.startswith(f"{key}.")


@pytest.mark.parametrize("platform", [*Platform, None])
@pytest.mark.parametrize("say", SAID)
def test_the_guard_lets_all_that_buyers_are_told_pass(say, platform):
    said = fill(say, {"商品": "纯色衬衫"})

    assert not said.missing
    assert re.fullmatch("亲，[^a-z{}]{10,80}[。？]", said.text)
    assert (
        check(said.text, read_facts({}), rulebook(), platform=platform, language="zh").severity
        is Severity.PASS
    )


def test_a_buyer_is_apologised_to_once():
    for walk in WALKS:
        assert sum("抱歉" in stop.at.say for stop in walk) <= 1, way(walk)


@pytest.mark.parametrize("step", EACH_STEP)
def test_a_step_is_read_at_a_glance_and_answered_with_a_digit(step):
    assert len(step.ask.zh) <= 40
    assert len(step.ask.en) <= 110
    assert 2 <= len(step.answers) <= 9 or step.key == "refund"
    assert step.say or step.who != "buyer"


@pytest.mark.parametrize("step", EACH_STEP)
def test_what_the_warehouse_is_asked_it_can_answer(step):
    assert (step.who == "warehouse") is bool(step.task)
    if step.task:
        assert [answer.key for answer in step.answers] == list(answers_of(step.task))
        # Its page has buttons and a note, no more.
        assert not any(answer.amount or answer.pictures or answer.wants for answer in step.answers)


@pytest.mark.parametrize("step", EACH_STEP)
def test_pictures_are_asked_of_the_buyer_before_they_are_wanted(step):
    if any(answer.pictures for answer in step.answers):
        assert step.evidence
        assert "拍" in step.say


def test_a_wrong_shipment_is_confirmed_by_somebody_else():
    for key, step in STEPS:
        for answer in step.answers:
            if answer.entry is Entry.WRONG:
                assert BOOKS[key].steps[answer.to].who == "second"
        entries = [answer.entry for answer in step.answers]
        assert (step.who == "second") is (entries == [Entry.CONFIRMED, Entry.DENIED])


def test_a_courier_is_asked_for_money_before_it_answers_and_pays():
    for walk in WALKS:
        entries = [stop.answer.entry for stop in walk if stop.answer and stop.answer.entry]
        for entry, before in (
            (Entry.ACCEPTED, Entry.CLAIMED),
            (Entry.DECLINED, Entry.CLAIMED),
            (Entry.PAID, Entry.ACCEPTED),
        ):
            assert entry not in entries or before in entries[: entries.index(entry)], way(walk)


def test_who_gives_money_away_is_the_lead_or_has_a_limit():
    free = {
        f"{key}.{step.key}.{answer.key}"
        for key, step in STEPS
        for answer in step.answers
        if answer.entry in GIVES and step.who != "lead" and answer.most is None
    }

    # No more than the agent's own authority, whatever the goods cost.
    assert free == {"damage.refund.no_return"}


def test_money_that_went_back_is_in_the_books_under_its_flag():
    flags = {"refunded": {"green"}, "part_refunded": {"yellow"}}
    for walk in WALKS:
        told = left(walk)
        if told["outcome"] in flags:
            assert told["flags"][-1] in flags[told["outcome"]], way(walk)
            assert any(line.startswith(("given", "refunded")) for line in told["ledger"]), way(walk)


def test_every_walk_leaves_a_remark_and_the_longest_still_fits_the_platforms():
    remarks = [left(walk).get("remarks") for walk in WALKS]
    longest = max(("；".join(f"{each} 小美美美/03.02" for each in said) for said in remarks), key=len)

    assert all(remarks)
    assert all(fits(platform, longest) for platform in ShopPlatform)


def cell(step):
    """Tell the answers of a step as the reference does."""
    return "<br>".join(f"{answer.title.en} → `{answer.to}`{_brackets(answer)}" for answer in step.answers)


def _brackets(answer):
    told = [answer.remark, answer.flag, f"ledger: {written(answer)}" if answer.entry else ""]
    told.append(f"pictures: {answer.pictures}" if answer.pictures else "")
    shown = ", ".join(each for each in told if each)
    return f" ({shown})" if shown else ""


def _row(step):
    waits = [
        step.who.value,
        f"task `{step.task}`" if step.task else "",
        f"{step.hours} h" if step.hours else "",
    ]
    waits.append(f"stage {step.stage}" if step.stage else "")
    return f"| `{step.key}` | {', '.join(each for each in waits if each)} | {step.ask.en} | {cell(step)} |"


def _end_row(end):
    to = f"goes on at `{end.then}`" if end.then else end.outcome
    leaves = ", ".join(each for each in (end.remark, end.flag, end.stage and f"stage {end.stage}") if each)
    return f"| `{end.key}` | {end.title.en} | {to} | {leaves} |"


@pytest.mark.parametrize("key", ORDER)
def test_the_reference_has_every_step_and_end_as_it_is(key):
    page = REFERENCE.read_text(encoding="utf-8")
    section = page.partition(f"\n## `{key}`")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `.*$", section, re.MULTILINE)

    book = BOOKS[key]
    assert rows == [*map(_row, book.steps.values()), *map(_end_row, book.ends.values())]
