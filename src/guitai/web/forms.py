"""What every form of ours shares: our looks, and refusals shown where they were caused."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from guitai.kernel.errors import GuitaiError


class Form(forms.Form):
    """A form whose controls carry our classes and which can take in a refusal."""

    template_name = "pieces/form.html"

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        dress(self)

    @contextmanager
    def taking_refusals(self) -> Iterator[None]:
        """Show a refusal at the head of the form; what was typed stays."""
        try:
            yield
        except GuitaiError as refusal:
            self.add_error(None, refusal.sentence)

    @property
    def status(self) -> int:
        """The answer's status: 422 when something in it has to be put right."""
        return 422 if self.errors else 200


@contextmanager
def refusals_as_notes(request: HttpRequest) -> Iterator[None]:
    """Say a refusal on the page one goes back to, where there is no form to say it in."""
    try:
        yield
    except GuitaiError as refusal:
        messages.error(request, refusal.sentence)


def dress(form: forms.BaseForm) -> None:
    """Give the controls the classes of our style sheet."""
    for field in form.fields.values():
        if isinstance(field.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple):
            field.widget.attrs.setdefault("class", "form-check-input")
        elif isinstance(field.widget, forms.Select):
            field.widget.attrs.setdefault("class", "form-select")
        else:
            field.widget.attrs.setdefault("class", "form-control")
