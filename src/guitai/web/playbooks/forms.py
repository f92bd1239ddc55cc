"""What the forms of a playbook share: the why, the version that was looked at, refusals at their field."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guitai.domains.aftersales import playbook_changes as changes
from guitai.domains.aftersales.actions.playbooks import LONGEST_WHY
from guitai.domains.aftersales.errors import PlaybookRefusedError
from guitai.domains.aftersales.playbook_checks import LONGEST_SAY, LONGEST_WORDS
from guitai.domains.aftersales.playbook_queries import PlaybookKept
from guitai.web.forms import Form
from guitai.web.playbooks import names

NONE = ("", "—")
_LAST = ("why", "base", "drop")


class BookForm(Form):
    """Any change of a playbook.

    A subclass says in :meth:`changed` what text comes of it. ``at`` is the place it changes, as a fault names
    it (``steps.look``), ``anchor`` where the page shows that place afterwards.
    """

    why = forms.CharField(label=gettext_lazy("Why, for the history"), max_length=LONGEST_WHY, required=False)
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    drop = forms.BooleanField(label=gettext_lazy("Take away what nobody comes to any more"), required=False)

    at = ""
    anchor = ""

    def __init__(self, kept: PlaybookKept, data: Any = None, **initial: Any) -> None:
        self.kept = kept
        super().__init__(
            data, initial={"base": kept.version, **initial}, auto_id=f"{self.anchor or 'book'}-%s"
        )
        self.order_fields([*(name for name in self.fields if name not in _LAST), *_LAST])

    def changed(self, written: str) -> str:
        """Give the text with the change made."""
        raise NotImplementedError

    @property
    def asks_to_drop(self) -> bool:
        """Whether something would not be come to any more, so that it has to be said what becomes of it."""
        return "drop" in self.errors

    def new_text(self) -> str:
        """Give the text that comes of what was typed; empty if that has to be put right first."""
        try:
            text = self.changed(self.kept.written)
        except PlaybookRefusedError as refusal:
            self.put(refusal)
            return ""
        lost = changes.not_come_to(text)
        if not lost or self.cleaned_data["drop"]:
            return changes.without_what_nobody_comes_to(text) if lost else text
        book = self.kept.book
        told = [names.place_called(book.at(key)) for key in lost if key in book.steps or key in book.ends]
        said = _("Nobody would come to these any more: %(places)s.") % {"places": "；".join(told or lost)}
        self.add_error("drop", said)
        return ""

    def put(self, refusal: PlaybookRefusedError) -> None:
        """Say a refusal at the field it is about, if it is about one of this form."""
        at = str(refusal.facts.get("at", "")).removeprefix(f"{self.kept.key}.")
        own = at.removeprefix(f"{self.at}.") if self.at and at.startswith(f"{self.at}.") else ""
        field = str(refusal.facts.get("field", own.replace(".", "_")))
        if field in self.fields:
            self.add_error(field, str(refusal.facts.get("fault", refusal.sentence)))
        else:
            self.add_error(None, refusal.sentence)


class TextForm(BookForm):
    """The whole text, for who knows YAML."""

    written = forms.CharField(
        label=gettext_lazy("The whole text"),
        strip=False,
        widget=forms.Textarea({"rows": 32, "spellcheck": "false", "class": "form-control mono"}),
        max_length=200_000,
    )

    def new_text(self) -> str:
        """Give what was written, as it was written."""
        return str(self.cleaned_data["written"]).replace("\r\n", "\n")


def words_field(label: Any, *, required: bool = True) -> forms.CharField:
    """Give the field of a text as long as is read at a glance."""
    return forms.CharField(label=label, max_length=LONGEST_WORDS, required=required)


def english(label: Any) -> forms.CharField:
    """Give the field of the same text in English."""
    hint = gettext_lazy("Empty: as in Chinese.")
    return forms.CharField(label=label, max_length=LONGEST_WORDS, required=False, help_text=hint)


def told() -> forms.CharField:
    """Give the field of what a buyer is told."""
    return forms.CharField(
        label=gettext_lazy("What the buyer is told"),
        max_length=LONGEST_SAY,
        required=False,
        help_text=gettext_lazy("Slots such as {商品} or {单号} are filled in. Empty: nothing is told here."),
        widget=forms.Textarea({"rows": 3}),
    )


def words(typed: dict[str, Any], name: str = "") -> dict[str, str] | None:
    """Give a text in both languages as a playbook holds it; what is missing in one is as in the other."""
    zh, en = (str(typed.get(f"{name}_{each}" if name else each) or "") for each in ("zh", "en"))
    return {"zh": zh or en, "en": en or zh} if zh or en else None


def both(name: str, found: Any) -> dict[str, str]:
    """Give a text in both languages as two fields hold it."""
    return {f"{name}_zh": found.zh, f"{name}_en": found.en} if found else {}


def places(kept: PlaybookKept, *, but: Iterable[str] = ()) -> list[Any]:
    """Give the steps and ends something may lead to, as choices."""
    book, left_out = kept.book, set(but)
    steps = [(key, names.place_called(each)) for key, each in book.steps.items() if key not in left_out]
    ends = [(key, names.place_called(each)) for key, each in book.ends.items()]
    return [(_("Steps"), steps), (_("Ends"), ends)]
