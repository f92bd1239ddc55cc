"""The forms of the guard's pages."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from guitai.domains.accounts.queries import Membership, Platform
from guitai.domains.guard.queries import Outcome, Place
from guitai.engines.rulebook.facts import (
    Activity,
    AgentFacts,
    BuyerFacts,
    Facts,
    Line,
    OrderFacts,
    ProductFacts,
)
from guitai.kernel.money import Money
from guitai.web.forms import Form, dress
from guitai.web.guard.marking import SEVERITIES
from guitai.web.guard.writing import SOURCES

LONGEST_DRAFT = 2000
_SOURCE_NAMES = {
    "statute": _("a statute"),
    "platform": _("a platform's rule (to be checked with the platform)"),
    "practice": _("the shop's own practice"),
}
_BUYER, _SOMEBODY_ELSE = "buyer", "somebody else"


def _texts(label: Any, hint: Any = "", *, required: bool = True, rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=1000,
        widget=forms.Textarea({"rows": rows}),
    )


def _reason() -> forms.CharField:
    return forms.CharField(
        label=_("Why you change it"), max_length=300, required=False, help_text=_("Kept in the history.")
    )


def _money(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=0, max_value=1_000_000, decimal_places=2, required=False)


class PlainForm(Form):
    """The parts of a rule that are plain words and choices."""

    severity = forms.ChoiceField(
        label=_("What happens to a reply"),
        choices=[(severity.word, label) for severity, label in SEVERITIES.items()],
    )
    platforms = forms.MultipleChoiceField(
        label=_("Platforms"), choices=Platform.choices, widget=forms.CheckboxSelectMultiple
    )
    rewrite_zh = _texts(
        _("Safe wording, Chinese"),
        _("One a line: the first whose {gaps} can be filled is offered. Empty: none is."),
        required=False,
    )
    rewrite_en = _texts(_("Safe wording, English"), required=False)
    why_zh = _texts(_("Why, Chinese"), _("One line an agent reads under the reply."))
    why_en = _texts(_("Why, English"))
    title_zh = forms.CharField(label=_("Title, Chinese"), max_length=60)
    title_en = forms.CharField(label=_("Title, English"), max_length=80)
    penalty_zh = forms.CharField(label=_("Penalty, Chinese"), max_length=200)
    penalty_en = forms.CharField(label=_("Penalty, English"), max_length=200)
    source = forms.ChoiceField(
        label=_("Comes from"), choices=[(kind, _SOURCE_NAMES[kind]) for kind in SOURCES]
    )
    checked = forms.DateField(
        label=_("Last checked on"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    source_zh = forms.CharField(label=_("Source, Chinese"), max_length=300)
    source_en = forms.CharField(label=_("Source, English"), max_length=300)
    reason = _reason()


class TextForm(Form):
    """A rule as its file says it."""

    written = forms.CharField(
        label=_("The whole rule"),
        max_length=40_000,
        strip=False,
        widget=forms.Textarea(
            {"rows": 28, "spellcheck": "false", "autocapitalize": "off", "class": "form-control mono"}
        ),
    )

    reason = _reason()

    def clean_written(self) -> str:
        """Give the text with the ends of lines our files have."""
        return str(self.cleaned_data["written"]).replace("\r\n", "\n")


class TrialForm(Form):
    """A sentence to try, and what is known about the talk it would be said in."""

    text = forms.CharField(
        label=_("A sentence to try"),
        required=False,
        max_length=LONGEST_DRAFT,
        widget=forms.Textarea({"rows": 3}),
    )
    buyer_said = forms.CharField(label=_("The buyer said before"), max_length=300, required=False)
    agent_said = forms.CharField(label=_("The agent said before"), max_length=300, required=False)
    price = _money(_("Price of the product, yuan"))
    authority = _money(_("The agent may give, yuan"))
    given = _money(_("Given to the order already, yuan"))
    product = forms.CharField(label=_("Product"), max_length=200, required=False)
    product_facts = _texts(_("Its facts"), _("One a line, such as 材质：棉 95%，氨纶 5%."), required=False)
    activities = forms.CharField(
        label=_("Activities that run now"),
        max_length=300,
        required=False,
        help_text=_("With 、 between them."),
    )
    gifts = forms.CharField(label=_("Gifts"), max_length=300, required=False)
    couriers = forms.CharField(label=_("Couriers"), max_length=300, required=False)
    whose = forms.ChoiceField(
        label=_("An order of"),
        choices=[(_BUYER, _("this buyer")), (_SOMEBODY_ELSE, _("somebody else"))],
        required=False,
    )
    receiver = forms.CharField(label=_("Receiver"), max_length=40, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    proactive = forms.BooleanField(label=_("The shop writes first"), required=False)
    contacts = forms.IntegerField(
        label=_("Contacted in the last seven days, times"), min_value=0, max_value=99, required=False
    )

    @classmethod
    def of(cls, facts: Facts) -> "TrialForm":
        """Give the form with what is known about the shop."""
        shop, authority = facts.shop, facts.agent.authority
        return cls(
            initial={
                "authority": authority.yuan if authority else "",
                "activities": _joined([activity.name for activity in facts.running]),
                "gifts": _joined(shop.gifts),
                "couriers": _joined(shop.couriers),
                "whose": _BUYER,
                "contacts": 0,
            }
        )

    def context_fields(self) -> list[forms.BoundField]:
        """Give the fields about the talk."""
        return [field for field in self if field.name != "text"]

    def facts(self, base: Facts, *, at: datetime) -> Facts:
        """Give what is known in the talk that was made up, over what is known about the shop.

        A list that was emptied means that there is none, as on the page of the shop's terms.
        """
        typed = self.cleaned_data
        running = _listed(typed["activities"], base.shop.activities)
        shop = replace(
            base.shop,
            activities=None if running is None else tuple(map(Activity, running)),
            gifts=_listed(typed["gifts"], base.shop.gifts),
            couriers=_listed(typed["couriers"], base.shop.couriers),
        )
        said = [("buyer", typed["buyer_said"]), ("agent", typed["agent_said"])]
        return Facts(
            now=at,
            shop=shop,
            agent=AgentFacts(name=base.agent.name, authority=_amount(typed["authority"])),
            buyer=BuyerFacts(id=_BUYER, contacts_7d=typed["contacts"] or 0),
            orders=self._orders(),
            product=ProductFacts(
                title=typed["product"], price=_amount(typed["price"]), facts=_pairs(typed["product_facts"])
            ),
            proactive=typed["proactive"],
            previous=tuple(Line(by=by, text=text) for by, text in said if text),
        )

    def _orders(self) -> tuple[OrderFacts, ...]:
        typed = self.cleaned_data
        order = OrderFacts(
            id="1",
            buyer=typed["whose"] or _BUYER,
            receiver=typed["receiver"],
            phone=typed["phone"],
            address=typed["address"],
            amount=_amount(typed["price"]),
            given=_amount(typed["given"]) or Money(0),
        )
        is_told = any(typed[name] for name in ("receiver", "phone", "address", "given"))
        return (order,) if is_told else ()


class ListForm(forms.Form):
    """What the list of rules is narrowed to; what makes no sense narrows nothing."""

    q = forms.CharField(max_length=60, required=False)
    category = forms.CharField(max_length=20, required=False)
    severity = forms.CharField(max_length=10, required=False)
    show = forms.CharField(max_length=10, required=False)


class FilterForm(forms.Form):
    """What the findings are narrowed to."""

    since = forms.DateField(label=_("First day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(label=_("Last day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    rule = forms.ChoiceField(label=_("Rule"), required=False)
    member = forms.ModelChoiceField(
        label=_("Agent"), queryset=Membership.objects.none(), required=False, empty_label="—"
    )
    severity = forms.ChoiceField(
        label=_("Severity"),
        choices=[("", "—"), *((severity.word, name) for severity, name in SEVERITIES.items())],
        required=False,
    )
    place = forms.ChoiceField(label=_("Where"), choices=[("", "—"), *Place.choices], required=False)
    outcome = forms.ChoiceField(label=_("What then"), choices=[("", "—"), *Outcome.choices], required=False)

    def __init__(
        self, data: Mapping[str, Any], *, members: QuerySet[Membership], rules: Mapping[str, str]
    ) -> None:
        super().__init__(data)
        self.fields["member"].queryset = members  # type: ignore[attr-defined]  # it is the one above
        self.fields["rule"].choices = [("", "—"), *rules.items()]  # type: ignore[attr-defined]  # as above
        dress(self)
        self.is_valid()

    def value(self, name: str) -> Any:
        """Give what a filter says; nothing, if that makes no sense."""
        return self.cleaned_data.get(name)


def _amount(yuan: Any) -> Money | None:
    return None if yuan is None else Money(int(yuan * 100))


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.replace("，", "、").replace(",", "、").split("、") if part.strip()]


def _listed(text: str, known: object) -> tuple[str, ...] | None:
    """Give a list as typed; where nothing was known and nothing typed, nothing is known."""
    return tuple(_split(text)) or (None if known is None else ())


def _joined(texts: Any) -> str:
    return "、".join(texts or ())


def _pairs(lines: str) -> dict[str, str]:
    pairs = (line.replace("：", ":").partition(":") for line in lines.splitlines())
    return {name.strip(): value.strip() for name, _colon, value in pairs if name.strip() and value.strip()}
