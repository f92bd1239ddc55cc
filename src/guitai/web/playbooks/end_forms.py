"""The form of an end."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guitai.domains.aftersales import playbook_changes as changes
from guitai.domains.aftersales.playbook_checks import LONGEST_REMARK
from guitai.domains.aftersales.playbook_queries import End, Outcome, Playbook, PlaybookKept, Stage
from guitai.domains.trade.remarks import Flag
from guitai.web.playbooks import names
from guitai.web.playbooks.forms import NONE, BookForm, english, told, words, words_field


class EndForm(BookForm):
    """An end: its words, what it counts as, what it leaves, where it goes on."""

    zh = words_field(_("What the end is"))
    en = english(_("The same in English"))
    outcome = forms.ChoiceField(label=_("Counts as"), choices=Outcome.choices)
    remark = forms.CharField(
        label=_("Remark it leaves on the order"), max_length=LONGEST_REMARK, required=False
    )
    flag = forms.ChoiceField(label=_("Flag it leaves"), choices=[NONE, *Flag.choices], required=False)
    say = told()
    stage = forms.ChoiceField(
        label=_("Goods that come back are then"), choices=[NONE, *Stage.choices], required=False
    )
    then = forms.ChoiceField(
        label=_("Goes on in another playbook"),
        required=False,
        help_text=_("It then leaves nothing itself: no remark, no flag, no words."),
    )

    def __init__(
        self,
        kept: PlaybookKept,
        books: dict[str, Playbook],
        end: End | None,
        data: Any = None,
        *,
        behind: tuple[str, str] = ("", ""),
    ) -> None:
        key = end.key if end else f"new-{'-'.join(behind)}"
        self._end, self._behind = end, behind
        self.at, self.anchor = f"ends.{key}", f"end-{key}"
        super().__init__(kept, data, **(_of_end(end) if end else {}))
        others = {name: book for name, book in books.items() if name != kept.key}
        starts = [f"{name}.{state}" for name, book in others.items() for state in book.starts]
        choices = [NONE, *((start, names.then_called(start, books)) for start in starts)]
        self.fields["then"].choices = choices  # type: ignore[attr-defined]

    def changed(self, written: str) -> str:
        """Give the text with this end changed, or added behind an answer."""
        typed, book = self.cleaned_data, self.kept.book
        fields = {name: typed[name] for name in ("outcome", "remark", "flag", "say", "stage", "then")}
        fields |= words(typed) or {}
        if self._end:
            return changes.change_end(written, self._end.key, fields)
        key = changes.free_key(typed["en"], {*book.steps, *book.ends}, otherwise="end")
        self.at = f"ends.{key}"
        return changes.add_end(written, key, fields, behind=self._behind)


def _of_end(end: End) -> dict[str, Any]:
    kept = {name: getattr(end, name) for name in ("outcome", "remark", "flag", "say", "stage", "then")}
    return {"zh": end.title.zh, "en": end.title.en, **kept}
