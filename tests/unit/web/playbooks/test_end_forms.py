"""The form of an end holds what is there, and the starts it may go on at."""

import pytest

from guitai.domains.aftersales.playbook_texts import parsed, shipped
from guitai.engines.playbooks import load
from guitai.web.playbooks.end_forms import EndForm

BOOKS = {key: parsed(text) for key, text in shipped().items()}


@pytest.mark.parametrize("key", sorted(BOOKS["quality"].ends))
def test_an_end_saved_as_it_is_stays_as_it_is(key, kept):
    end = kept.book.ends[key]
    shown = EndForm(kept, BOOKS, end)
    data = {field.name: field.value() or "" for field in shown if field.name != "drop"} | {"base": "0"}

    form = EndForm(kept, BOOKS, end, data)

    assert form.is_valid(), form.errors
    assert load(form.new_text()) == kept.book


def test_it_goes_on_in_another_playbook_only(kept):
    choices = [start for start, _name in EndForm(kept, BOOKS, None).fields["then"].choices]

    assert "returning.refund" in choices
    assert "quality.quality" not in choices
