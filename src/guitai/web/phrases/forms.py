"""The forms of the pages of quick phrases."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guitai.domains.accounts.queries import Membership
from guitai.domains.knowledge import queries, rights
from guitai.domains.knowledge.drafts import PhraseDraft
from guitai.domains.knowledge.queries import QuickPhrase, Scope
from guitai.web.forms import Form

Picture = Any


class PhraseForm(Form):
    """A quick phrase: what it says, for whom, where it lies and how it is found."""

    title = forms.CharField(label=_("Title"), max_length=60, required=False)
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=2000,
        help_text=_("Slots such as {买家}, {订单号}, {快递} or {单号} are filled in when it is used."),
        widget=forms.Textarea({"rows": 6}),
    )
    code = forms.CharField(
        label=_("Code"), max_length=20, required=False, help_text=_("Typed after / it is found at once.")
    )
    folder = forms.ChoiceField(label=_("Folder"), required=False)
    scope = forms.ChoiceField(label=_("For whom"))
    group = forms.ChoiceField(label=_("Group"), required=False, help_text=_("If it is for a group."))
    picture = forms.FileField(
        label=_("Picture"),
        required=False,
        help_text=_("Sent together with the text."),
        widget=forms.FileInput({"accept": "image/*"}),
    )
    drop_picture = forms.BooleanField(label=_("Take the picture away"), required=False)

    def __init__(self, membership: Membership, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = rights.scopes_of(membership)
        self._folders = {str(folder.pk): folder for folder in queries.folders_of(membership.shop)}
        self._groups = {str(group.pk): group for group in rights.groups_to_write_for(membership)}
        self.fields["folder"].choices = _choices(self._folders)  # type: ignore[attr-defined]
        self.fields["group"].choices = _choices(self._groups)  # type: ignore[attr-defined]
        self.fields["scope"].choices = [  # type: ignore[attr-defined]
            (scope.value, scope.label) for scope in Scope if scope in allowed
        ]

    @classmethod
    def of(
        cls, membership: Membership, phrase: QuickPhrase, data: Any = None, files: Any = None
    ) -> "PhraseForm":
        """Give the form with a phrase as it is."""
        initial = {
            "title": phrase.title,
            "text": phrase.text,
            "code": phrase.code,
            "folder": phrase.folder_id or "",
            "scope": phrase.scope,
            "group": phrase.group_id or "",
        }
        form = cls(membership, data, files, initial=initial)
        if not phrase.picture_id:
            del form.fields["drop_picture"]
        return form

    def draft(self, *, picture: Picture) -> PhraseDraft:
        """Give what was typed, with the picture it is to have."""
        typed = self.cleaned_data
        return PhraseDraft(
            title=typed["title"],
            text=typed["text"],
            code=typed["code"],
            scope=Scope(typed["scope"]),
            folder=self._folders.get(typed["folder"]),
            group=self._groups.get(typed["group"]),
            picture=picture,
        )


class FolderForm(Form):
    """A folder's name."""

    name = forms.CharField(label=_("Name"), max_length=40)


class SheetForm(Form):
    """A workbook of phrases."""

    sheet = forms.FileField(
        label=_("Workbook"),
        help_text=_("Columns 范围, 小组, 分类, 编码, 标题, 内容, as the export writes them."),
        widget=forms.FileInput({"accept": ".xlsx"}),
    )


def _choices(rows: dict[str, Any]) -> list[tuple[str, str]]:
    return [("", "—"), *((key, str(row)) for key, row in rows.items())]
