"""A playbook is changed a place at a time: what is wrong stands at its field, what is right is a version."""

from datetime import datetime

import pytest

from guitai.domains.aftersales.actions.playbooks import write_playbook
from guitai.domains.aftersales.models import PlaybookText
from guitai.domains.aftersales.playbook_changes import change_step
from guitai.domains.aftersales.playbook_texts import playbooks_of, shipped
from guitai.domains.guard.models import Verdict

BOOK = "/s/yunshang/playbooks/quality/"
WORN = f"{BOOK}steps/worn/"
PART = {"HX-Request": "true"}
STEP = {
    "base": "0",
    "ask_zh": "收到几天了",
    "ask_en": "How long ago",
    "who": "buyer",
    "say": "亲，{商品}收到几天了呢？",
    "why": "短一点",
}
ANSWER = {"base": "0", "zh": "送人了", "en": "Given away", "to": "doubtful", "remark": "已送人"}


def book(shop):
    return playbooks_of(shop)["quality"]


def test_a_form_opens_in_place_and_on_a_page_of_its_own(lead, signed_in):
    client = signed_in(lead)

    part = client.get(WORN, headers=PART).content.decode()
    page = client.get(WORN).content.decode()

    assert part.lstrip().startswith("<form")
    assert "收到几天了？穿过洗过吗？请买家拍照" in part
    assert '<input type="hidden" name="base" value="0"' in part
    assert "<html" in page and 'name="ask_zh"' in page


def test_a_step_is_changed_and_the_page_goes_back_to_it(shop, lead, signed_in):
    response = signed_in(lead).post(WORN, STEP)

    assert (response.status_code, response["Location"]) == (302, f"{BOOK}?v=1#step-worn")
    step = book(shop).steps["worn"]
    assert (step.say, step.ask.en, step.evidence) == ("亲，{商品}收到几天了呢？", "How long ago", None)
    row = PlaybookText.objects.get()
    assert (row.why, row.by, row.is_own) == ("短一点", lead, True)


def test_a_form_saved_as_it_is_makes_no_version(shop, lead, signed_in):
    typed = {
        "base": "0",
        "zh": "留着了",
        "en": "Keeps it",
        "outcome": "kept",
        "say": book(shop).ends["kept"].say,
    }

    response = signed_in(lead).post(f"{BOOK}ends/kept/", typed)

    assert "Nothing was changed." in response.content.decode()
    assert not PlaybookText.objects.exists()


def test_in_place_the_browser_is_led_there(lead, signed_in):
    response = signed_in(lead).post(WORN, STEP, headers=PART)

    assert response["HX-Redirect"] == f"{BOOK}?v=1#step-worn"


def test_english_may_be_left_out(shop, lead, signed_in):
    signed_in(lead).post(WORN, STEP | {"ask_en": ""})

    assert book(shop).steps["worn"].ask.en == "收到几天了"


WRONG = [
    (WORN, STEP | {"say": "亲，{什么}？"}, "step-worn-say", "there is no slot {什么}"),
    (WORN, STEP | {"say": "加我微信 yunshang888 返现"}, "step-worn-say", "微信"),
    (WORN, STEP | {"ask_zh": ""}, "step-worn-ask_zh", "This field is required."),
    (WORN, STEP | {"who": "second"}, "", "steps.worn.answers: each answer of a second person"),
    (
        f"{WORN}answers/fresh/",
        ANSWER | {"to": "fresh_defect", "most": "5"},
        "answer-worn-fresh-most",
        "only what is",
    ),
    (
        f"{WORN}answers/fresh/",
        ANSWER | {"to": "fresh_defect", "entry": "given"},
        "answer-worn-fresh-entry",
        "given needs the question for its amount",
    ),
    (
        f"{WORN}add/",
        ANSWER | {"entry": "wrong"},
        "answer-worn-new-to",
        "somebody else confirms a wrong shipment",
    ),
    (
        f"{BOOK}ends/kept/",
        {"base": "0", "zh": "留", "en": "Keeps", "outcome": "kept", "then": "returning.refund", "say": "亲"},
        "end-kept-say",
        "an end that goes on leaves this to where it goes on",
    ),
]


@pytest.mark.parametrize(("address", "typed", "field", "said"), WRONG, ids=[said for *_, said in WRONG])
def test_what_is_wrong_stands_at_its_field(address, typed, field, said, lead, signed_in):
    client = signed_in(lead)

    page, part = client.post(address, typed), client.post(address, typed, headers=PART)

    assert (page.status_code, part.status_code) == (422, 200)
    body = part.content.decode()
    assert said in body.replace("&#x27;", "'")
    assert not field or f'id="{field}_error"' in body
    assert not PlaybookText.objects.exists()


def test_what_the_guard_only_remarks_on_is_saved_and_told(lead, signed_in):
    response = signed_in(lead).post(WORN, STEP | {"say": "详情页写了，自己看"}, follow=True)

    assert any("Saved. Mind" in str(each) for each in response.context["messages"])
    assert Verdict.objects.count() == 1


def test_an_answer_is_added_with_a_key_of_its_own(shop, lead, signed_in):
    response = signed_in(lead).post(f"{WORN}add/", ANSWER)

    assert response["Location"] == f"{BOOK}?v=1#answer-worn-given_away"
    added = book(shop).steps["worn"].answers[-1]
    assert (added.key, added.title.zh, added.to, added.remark) == (
        "given_away",
        "送人了",
        "doubtful",
        "已送人",
    )


def test_an_answer_of_the_warehouse_wants_nothing_with_it(lead, signed_in):
    body = signed_in(lead).get("/s/yunshang/playbooks/returning/", follow=True).content.decode()
    address = body.split('hx-get="/s/yunshang/playbooks/returning/steps/')[1].split('"')[0]
    key = next(step.key for step in playbooks_of(lead.shop)["returning"].steps.values() if step.task)

    form = signed_in(lead).get(f"/s/yunshang/playbooks/returning/steps/{key}/answers/right/").content.decode()

    assert address
    assert 'name="remark"' in form
    assert 'name="pictures"' not in form


def test_an_answer_is_taken_away_with_what_nobody_comes_to_any_more(shop, lead, signed_in):
    client, address = signed_in(lead), f"{BOOK}steps/wish/answers/no_return/remove/"

    asked = client.post(address, {"base": "0"}, headers=PART).content.decode()
    client.post(address, {"base": "0", "drop": "on"})

    assert "Pay back all without a return: agreed?；Paid back, nothing returned" in asked
    assert {"no_return", "refunded"} & {*book(shop).steps, *book(shop).ends} == set()


def test_a_step_is_taken_away_and_what_led_there_leads_elsewhere(shop, lead, signed_in):
    signed_in(lead).post(f"{BOOK}steps/goodwill/remove/", {"base": "0", "instead": "declined"})

    assert book(shop).steps["explain"].answer("disputes").to == "declined"


NEW = {"base": "0", "ask_zh": "先问仓库", "ask_en": "Ask first", "who": "agent", "answer_zh": "问了"}
BETWEEN = f"{WORN}answers/fresh/step/"


def test_a_step_comes_in_between(shop, lead, signed_in):
    response = signed_in(lead).post(BETWEEN, NEW)

    assert response["Location"] == f"{BOOK}?v=1#step-ask_first"
    added = book(shop).steps["ask_first"]
    assert book(shop).steps["worn"].answer("fresh").to == "ask_first"
    assert [(each.key, each.title.zh, each.to) for each in added.answers] == [
        ("answer", "问了", "fresh_defect")
    ]


@pytest.mark.parametrize(
    ("typed", "who", "answers"),
    [
        ({"task": "verify"}, "warehouse", ["right", "wrong"]),
        ({"who": "second"}, "second", ["confirmed", "denied"]),
    ],
)
def test_a_step_with_answers_of_its_own_needs_none(typed, who, answers, shop, lead, signed_in):
    signed_in(lead).post(BETWEEN, NEW | {"answer_zh": ""} | typed)

    added = book(shop).steps["ask_first"]
    assert (added.who, [each.key for each in added.answers]) == (who, answers)
    assert {each.to for each in added.answers} == {"fresh_defect"}


def test_what_the_warehouse_answers_is_called_so_in_both_languages(shop, lead, signed_in):
    signed_in(lead).post(BETWEEN, NEW | {"answer_zh": "", "task": "verify"})

    [right, _wrong] = book(shop).steps["ask_first"].answers
    assert (right.title.zh, right.title.en) == ("没问题", "All right")


def test_any_other_step_needs_an_answer(lead, signed_in):
    response = signed_in(lead).post(BETWEEN, NEW | {"answer_zh": ""})

    assert response.status_code == 422
    assert "A step needs an answer." in response.content.decode()


def test_an_answer_leads_to_a_new_end(shop, lead, signed_in):
    typed = {"base": "0", "zh": "给了说明书", "en": "Got a leaflet", "outcome": "nothing", "flag": "blue"}

    response = signed_in(lead).post(f"{BOOK}steps/explain/answers/disputes/end/", typed | {"drop": "on"})

    assert response["Location"] == f"{BOOK}?v=1#end-got_a_leaflet"
    assert book(shop).steps["explain"].answer("disputes").to == "got_a_leaflet"
    assert book(shop).ends["got_a_leaflet"].flag == "blue"


def test_an_end_is_changed(shop, lead, signed_in):
    typed = {"base": "0", "zh": "留下了", "en": "Keeps it", "outcome": "nothing", "say": "亲，谢谢。"}

    signed_in(lead).post(f"{BOOK}ends/kept/", typed)

    assert (book(shop).ends["kept"].title.zh, book(shop).ends["kept"].outcome) == ("留下了", "nothing")


def test_the_whole_text_is_kept_as_it_was_written(shop, lead, signed_in):
    written = shipped()["quality"].replace("哪天收到的", "什么时候收到的")

    page = signed_in(lead).get(f"{BOOK}text/").content.decode()
    response = signed_in(lead).post(f"{BOOK}text/", {"base": "0", "written": written.replace("\n", "\r\n")})

    assert "# Something is wrong with the goods themselves" in page
    assert response["Location"] == BOOK
    assert PlaybookText.objects.get().written == written


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("to: fresh_defect", "to: nowhere", "there is no step or end"),
        ("哪天收到的", "加微信 yunshang888 返现", "steps.worn.say: "),
    ],
)
def test_a_text_that_is_wrong_says_where(old: str, new: str, said: str, lead, signed_in):
    response = signed_in(lead).post(
        f"{BOOK}text/", {"base": "0", "written": shipped()["quality"].replace(old, new)}
    )

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not PlaybookText.objects.exists()


def test_who_looked_at_an_older_text_is_told_who_changed_it(lead, now: datetime, signed_in):
    own = change_step(shipped()["quality"], "worn", {"hours": 9})
    write_playbook(by=lead, key="quality", written=own, why="", at=now, base_version=0)

    body = signed_in(lead).post(WORN, STEP, headers=PART).content.decode()

    assert "王芳 changed this playbook meanwhile" in body
    assert PlaybookText.objects.count() == 1


@pytest.mark.parametrize(
    "path",
    [
        "steps/gone/",
        "steps/worn/answers/gone/",
        "steps/worn/answers/gone/step/",
        "ends/gone/",
        "steps/gone/add/",
    ],
)
def test_what_is_not_there_has_no_form(path: str, lead, signed_in):
    assert signed_in(lead).get(f"{BOOK}{path}").status_code == 404


@pytest.mark.parametrize("path", ["steps/worn/", "steps/worn/add/", "ends/kept/", "text/"])
def test_an_agent_changes_nothing(path: str, agent, signed_in):
    client = signed_in(agent)

    assert [client.get(f"{BOOK}{path}").status_code, client.post(f"{BOOK}{path}", STEP).status_code] == [
        403,
        403,
    ]
