"""The forms of the knowledge."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Membership
from guitai.domains.catalog import queries as catalog
from guitai.domains.catalog.queries import Product
from guitai.domains.knowledge.drafts import EntryDraft
from guitai.domains.knowledge.entering import MAX_ANSWER, MAX_QUESTION
from guitai.domains.knowledge.entry_queries import Candidate, Entry
from guitai.web.forms import Form

_SLOTS_HINT = _("Slots such as {买家}, {订单号}, {快递} or {单号} are filled in when it is used.")


class _OfProduct(Form):
    """A form with a product, named by its code."""

    product = forms.CharField(
        label=_("Product"),
        max_length=64,
        required=False,
        help_text=_("Its code; empty for the whole shop."),
        widget=forms.TextInput({"list": "products", "autocomplete": "off"}),
    )

    def __init__(self, membership: Membership, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership = membership

    def clean_product(self) -> Product | None:
        """Give the product whose code was typed."""
        code = self.cleaned_data["product"].strip()
        found = catalog.by_code(shop_id=self.membership.shop_id, code=code) if code else None
        if code and found is None:
            raise ValidationError(_g("There is no product with the code %(code)s.") % {"code": code})
        return found


class EntryForm(_OfProduct):
    """An entry: how buyers ask, what the shop answers, of what and for how long."""

    questions = forms.CharField(
        label=_("Question"),
        help_text=_("One wording a line, as buyers write it; the first is the title."),
        widget=forms.Textarea({"rows": 4}),
    )
    answer = forms.CharField(
        label=_("Answer"), max_length=MAX_ANSWER, help_text=_SLOTS_HINT, widget=forms.Textarea({"rows": 6})
    )
    is_weakness = forms.BooleanField(
        label=_("Honest weakness"),
        required=False,
        help_text=_("What the product is not, and what to tell the buyer about it."),
    )
    valid_from = forms.DateField(
        label=_("Valid from"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    valid_until = forms.DateField(
        label=_("Valid until"),
        required=False,
        help_text=_("The last day; empty for as long as it is true."),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    owner = forms.ChoiceField(
        label=_("Owner"), required=False, help_text=_("Who sees to it that it stays true.")
    )
    field_order = ("questions", "answer", "product", "is_weakness", "valid_from", "valid_until", "owner")

    def __init__(self, membership: Membership, *args: Any, **kwargs: Any) -> None:
        super().__init__(membership, *args, **kwargs)
        self._members = {str(member.pk): member for member in accounts.active_members(membership.shop)}
        self.fields["owner"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((key, member.nickname) for key, member in self._members.items()),
        ]

    @classmethod
    def of(cls, membership: Membership, entry: Entry, data: Any = None) -> "EntryForm":
        """Give the form with an entry as it is."""
        initial = {
            "questions": "\n".join(wording.text for wording in entry.wordings.all()),
            "answer": entry.answer,
            "product": entry.product.code if entry.product else "",
            "is_weakness": entry.is_weakness,
            "valid_from": entry.valid_from,
            "valid_until": entry.valid_until,
            "owner": entry.owner_id or "",
        }
        return cls(membership, data, initial=initial)

    def draft(self) -> EntryDraft:
        """Give what was typed."""
        typed = self.cleaned_data
        return EntryDraft(
            questions=tuple(typed["questions"].splitlines()),
            answer=typed["answer"],
            product=typed["product"],
            is_weakness=typed["is_weakness"],
            valid_from=typed["valid_from"],
            valid_until=typed["valid_until"],
            owner=self._members.get(typed["owner"]),
        )


class ProposeForm(_OfProduct):
    """What an agent suggests: a question and its answer."""

    question = forms.CharField(
        label=_("Question"), max_length=MAX_QUESTION, help_text=_("As a buyer would write it.")
    )
    answer = forms.CharField(
        label=_("Answer"), max_length=MAX_ANSWER, help_text=_SLOTS_HINT, widget=forms.Textarea({"rows": 6})
    )
    field_order = ("question", "answer", "product")

    @classmethod
    def of(cls, membership: Membership, entry: Entry, data: Any = None) -> "ProposeForm":
        """Give the form with an entry as it is; its product is settled."""
        first = next(iter(entry.wordings.all()), None)
        initial = {"question": first.text if first else "", "answer": entry.answer}
        form = cls(membership, data, initial=initial)
        del form.fields["product"]
        return form


class DecideForm(Form):
    """What the lead makes of a suggestion: the three ways to approve it, or none."""

    question = forms.CharField(label=_("Question"), max_length=MAX_QUESTION, required=False)
    answer = forms.CharField(
        label=_("Answer"), max_length=MAX_ANSWER, required=False, widget=forms.Textarea({"rows": 5})
    )

    @classmethod
    def of(cls, candidate: Candidate) -> "DecideForm":
        """Give the form with a suggestion as it was made."""
        return cls(initial={"question": candidate.question, "answer": candidate.answer})


class SheetForm(Form):
    """A sheet of the knowledge."""

    sheet = forms.FileField(
        label=_("Workbook or CSV"),
        help_text=_(
            "Columns 问题, 相似问法, 答案, 商品编码, 类目, 有效期自, 有效期至 and 诚实的不足, as the export "
            "writes them; question and answer are enough."
        ),
        widget=forms.FileInput({"accept": ".xlsx,.csv"}),
    )
