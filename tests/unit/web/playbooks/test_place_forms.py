"""The forms of a step and an answer hold what is there, and save it as it was."""

import pytest
from django.http import QueryDict

from guitai.domains.aftersales.playbook_texts import parsed, shipped
from guitai.engines.playbooks import load
from guitai.web.playbooks.forms import BookForm
from guitai.web.playbooks.place_forms import AnswerForm, RemoveStepForm, StepForm

BOOKS = {key: parsed(text) for key, text in shipped().items()}


def sent_back(form: BookForm) -> QueryDict:
    """Give what a browser sends if nothing was changed in a form."""
    data = QueryDict(mutable=True)
    for field in form:
        data[field.html_name] = "" if field.value() is None else str(field.value())
    del data["drop"]
    return data


@pytest.mark.parametrize("key", ["worn", "part"])
def test_a_step_saved_as_it_is_stays_as_it_is(key, kept):
    step = kept.book.steps[key]

    form = StepForm(kept, step, sent_back(StepForm(kept, step)))

    assert form.is_valid(), form.errors
    assert load(form.new_text()) == kept.book


@pytest.mark.parametrize(
    ("step", "answer"), [("worn", "fresh"), ("fresh_defect", "defect"), ("part", "agreed")]
)
def test_an_answer_saved_as_it_is_stays_as_it_is(step, answer, kept):
    at = kept.book.steps[step]
    given = at.answer(answer)

    form = AnswerForm(kept, at, given, sent_back(AnswerForm(kept, at, given)))

    assert form.is_valid(), form.errors
    assert load(form.new_text()) == kept.book


def test_what_led_to_a_step_does_not_lead_to_it_instead(kept):
    form = RemoveStepForm(kept, kept.book.steps["wish"], {"base": "0", "instead": "wish"})

    assert not form.is_valid()
    assert "instead" in form.errors
