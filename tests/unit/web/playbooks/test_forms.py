"""What the forms of a playbook share."""

from guitai.domains.aftersales.errors import PlaybookRefusedError
from guitai.engines.playbooks import Words
from guitai.web.playbooks.forms import TextForm, both, places, words
from guitai.web.playbooks.place_forms import StepForm


def test_what_is_missing_in_one_language_is_as_in_the_other():
    assert words({"zh": "是", "en": ""}) == {"zh": "是", "en": "是"}
    assert words({"ask_zh": "", "ask_en": "Yes"}, "ask") == {"zh": "Yes", "en": "Yes"}
    assert words({"ask_zh": "", "ask_en": ""}, "ask") is None
    assert both("ask", Words("是", "Yes")) == {"ask_zh": "是", "ask_en": "Yes"}
    assert both("ask", None) == {}


def test_something_leads_to_a_step_or_an_end(kept):
    (_steps, steps), (_ends, ends) = places(kept, but=["worn"])

    assert [key for key, _ in steps] == [key for key in kept.book.steps if key != "worn"]
    assert [key for key, _ in ends] == list(kept.book.ends)


def test_a_refusal_stands_at_the_field_it_is_about_else_at_the_head(kept):
    form = StepForm(kept, kept.book.steps["worn"], {})
    form.is_valid()

    form.put(PlaybookRefusedError("steps.worn.ask.zh: too long", at="steps.worn.ask.zh", fault="too long"))
    form.put(PlaybookRefusedError("elsewhere", at="steps.wish.say", fault="elsewhere"))

    assert "too long" in form.errors["ask_zh"]
    assert form.errors["__all__"] == ["elsewhere"]


def test_a_text_is_kept_as_it_was_written(kept):
    form = TextForm(kept, {"base": "0", "written": "\na: b\r\nc: d\r\n"})

    assert form.is_valid()
    assert form.new_text() == "\na: b\nc: d\n"
