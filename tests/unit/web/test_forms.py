"""What every form of ours shares."""

from django import forms
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory

from guitai.kernel.errors import GuitaiError
from guitai.web.forms import Form, refusals_as_notes


class Sample(Form):
    """One control of each kind."""

    name = forms.CharField(label="Name", help_text="As on the door.")
    kind = forms.ChoiceField(choices=[("a", "A")])
    many = forms.MultipleChoiceField(
        choices=[("a", "A")], widget=forms.CheckboxSelectMultiple, required=False
    )
    sure = forms.BooleanField(required=False)


def test_controls_carry_our_classes():
    form = Sample()

    classes = {name: field.widget.attrs["class"] for name, field in form.fields.items()}

    assert classes == {
        "name": "form-control",
        "kind": "form-select",
        "many": "form-check-input",
        "sure": "form-check-input",
    }


def test_every_control_has_a_label_and_its_hint_is_tied_to_it():
    page = str(Sample())

    assert '<label class="form-label" for="id_name">Name</label>' in page
    assert 'aria-describedby="id_name_helptext"' in page
    assert ' id="id_name_helptext"' in page
    assert "<legend" in page


def test_what_is_wrong_is_said_at_the_field_and_the_answer_is_422():
    form = Sample({"kind": "a"})

    assert form.is_valid() is False
    assert form.status == 422
    assert 'aria-invalid="true"' in str(form)
    assert 'id="id_name_error"' in str(form)


def test_a_refusal_is_said_at_the_head_of_the_form_and_what_was_typed_stays():
    form = Sample({"name": "云裳", "kind": "a"})

    with form.taking_refusals():
        raise GuitaiError("这样不行。")

    assert form.non_field_errors() == ["这样不行。"]
    assert form.status == 422
    assert 'value="云裳"' in str(form)
    assert 'role="alert"' in str(form)


def test_a_form_nothing_is_wrong_with_answers_200():
    assert Sample().status == 200


def test_a_refusal_without_a_form_becomes_a_note():
    request = RequestFactory().post("/")
    request.session = {}
    request._messages = FallbackStorage(request)

    with refusals_as_notes(request):
        raise GuitaiError("这样不行。")

    assert [str(note) for note in request._messages] == ["这样不行。"]
