"""The form of a guide: what it is called, and its steps in their order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guitai.domains.knowledge.guide_queries import Guide
from guitai.domains.knowledge.guides import LONGEST_STEP, MOST_STEPS
from guitai.web.forms import Form

Picture = Any
_EMPTY_FOR_A_NEW_GUIDE, _EMPTY_BELOW = 4, 2


class GuideForm(Form):
    """A guide's title, how it is found, and what its lead should know."""

    title = forms.CharField(label=_("Title"), max_length=60)
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        required=False,
        help_text=_("Typed in the list of guides it is found at once."),
    )
    note = forms.CharField(
        label=_("Note for the shop"),
        max_length=200,
        required=False,
        help_text=_("Buyers do not see it."),
    )

    @classmethod
    def of(cls, guide: Guide | None, data: Any = None) -> "GuideForm":
        """Give the form with a guide as it is."""
        initial = {"title": guide.title, "code": guide.code, "note": guide.note} if guide else None
        return cls(data, initial=initial)


class StepForm(Form):
    """One step: a sentence, and a picture that is kept, replaced or taken away."""

    text = forms.CharField(
        label=_("What the buyer does"),
        max_length=LONGEST_STEP,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    picture = forms.FileField(
        label=_("Picture"),
        required=False,
        help_text=_("Choose one, drop it here, or paste it while writing."),
        widget=forms.FileInput({"accept": "image/*"}),
    )
    drop_picture = forms.BooleanField(label=_("Take the picture away"), required=False)
    kept = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Refuse a picture without words: a card is read aloud too."""
        typed = self.cleaned_data
        if not typed.get("text") and (typed.get("picture") or typed.get("kept")) and not self.errors:
            self.add_error("text", _("A step needs a text."))
        return typed

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written; such a step is left out."""
        return not self.cleaned_data.get("text")


@dataclass(frozen=True, slots=True)
class Deed:
    """What a button asks besides saving: a step goes up, down or away; the first is 0."""

    name: str = ""
    step: int = -1

    @classmethod
    def of(cls, pressed: str) -> "Deed":
        """Read a button's value: ``up-2``, or anything else for saving alone."""
        name, _dash, step = pressed.partition("-")
        is_one = name in {"up", "down", "remove"} and step.isdecimal() and len(step) < 3
        return cls(name, int(step)) if is_one else cls()


class Steps:
    """The steps of a guide as they were written, and some empty ones below."""

    def __init__(self, guide: Guide | None, data: Any = None, files: Any = None) -> None:
        """Take the steps of a guide as they are, or as they were written."""
        steps = list(guide.steps.select_related("picture")) if guide else []
        extra = _EMPTY_BELOW if guide else _EMPTY_FOR_A_NEW_GUIDE
        kind = forms.formset_factory(StepForm, extra=extra, max_num=MOST_STEPS)
        initial = [{"text": step.text, "kept": step.picture_id} for step in steps]
        # An untouched step is no empty one, wherever it stands by now.
        given = {"empty_permitted": False}
        self.formset = kind(data, files, prefix="step", initial=initial, form_kwargs=given)
        self._pictures = {step.picture_id: step.picture for step in steps if step.picture_id}

    def written(self, deed: Deed) -> list[StepForm]:
        """Give the forms of the steps there will be, in the order that was asked for."""
        kept = [
            (place, form)
            for place, form in enumerate(self.formset.forms)
            if not form.is_empty and (deed.name, deed.step) != ("remove", place)
        ]
        places = [place for place, _form in kept]
        ordered = [form for _place, form in kept]
        if deed.name in {"up", "down"} and deed.step in places:
            here = places.index(deed.step)
            there = here - 1 if deed.name == "up" else here + 1
            if 0 <= there < len(ordered):
                ordered[here], ordered[there] = ordered[there], ordered[here]
        return ordered

    def picture_of(self, form: StepForm) -> Picture:
        """Give the picture a step has already, if it stays: one of this guide's."""
        typed = form.cleaned_data
        return None if typed.get("drop_picture") else self._pictures.get(typed.get("kept") or 0)

    def shown(self) -> Iterator[tuple[StepForm, Picture]]:
        """Give each form with the picture its step has."""
        for form in self.formset.forms:
            kept = str(form["kept"].value())
            yield form, self._pictures.get(int(kept)) if kept.isdecimal() and len(kept) < 19 else None

    @property
    def has_errors(self) -> bool:
        """Whether something in them has to be put right."""
        return bool(self.formset.non_form_errors()) or any(form.errors for form in self.formset.forms)
