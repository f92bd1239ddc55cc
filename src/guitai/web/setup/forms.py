"""The forms of the setup pages."""

import re
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from guitai.domains.accounts import actions, queries
from guitai.domains.accounts.queries import Group, Membership, Person, Platform, Role, ShiftPattern, Shop
from guitai.kernel.money import Money
from guitai.web.forms import Form

_APART = re.compile(r"[,，、;；\s]+")


class YuanField(forms.DecimalField):
    """An amount typed in yuan; inside it is whole fen."""

    def __init__(self, *, most_fen: int, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=most_fen // 100, decimal_places=2, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Give what stands in the box."""
        return Money(value).yuan if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """Give the amount in fen; nothing for nothing."""
        amount = super().clean(value)
        return None if amount is None else int(amount * 100)


def _number(setting: str, label: Any, hint: Any = "") -> forms.IntegerField:
    least, most = actions.BOUNDS[setting]
    return forms.IntegerField(label=label, help_text=hint, min_value=least, max_value=most)


class FirstShopForm(Form):
    """The first shop of an installation, and its lead."""

    name = forms.CharField(label=_("Name of the shop"), max_length=80)
    key = forms.SlugField(
        label=_("Key in addresses"),
        max_length=40,
        help_text=_("Small letters, digits and hyphens, such as yunshang."),
    )
    platform = forms.ChoiceField(label=_("Platform"), choices=Platform.choices)
    lead_name = forms.CharField(label=_("Your name"), max_length=40)
    username = forms.CharField(
        label=_("Sign-in name"), max_length=60, widget=forms.TextInput({"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 8 characters, nothing common, not like your name."),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        strip=False,
    )

    def clean_key(self) -> str:
        """Give the key in small letters."""
        return str(self.cleaned_data["key"]).lower()


class ShopForm(Form):
    """The settings of a shop."""

    name = forms.CharField(label=_("Name"), max_length=80)
    platform = forms.ChoiceField(label=_("Platform"), choices=Platform.choices)
    first_reply_seconds = _number("first_reply_seconds", _("First reply, seconds"))
    reply_seconds = _number("reply_seconds", _("Every further reply, seconds"))
    promise_seconds = _number("promise_seconds", _("Promised answer, seconds"))
    max_conversations = _number(
        "max_conversations",
        _("Conversations an agent holds at once"),
        _("An agent may have a figure of their own."),
    )
    reassign_minutes = _number("reassign_minutes", _("Unanswered for so many minutes: somebody else gets it"))
    known_agent_days = _number(
        "known_agent_days",
        _("A buyer returns to the agent they know, days"),
        _("0: they are like any other."),
    )
    idle_close_minutes = _number("idle_close_minutes", _("An answered conversation closes after, minutes"))
    greeting = forms.CharField(
        label=_("Greeting in the chat window"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    offline_text = forms.CharField(
        label=_("Text when nobody is on duty"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    dispatch_cutoff = forms.TimeField(
        label=_("Orders paid by this time leave the same day"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    dispatch_hours = _number("dispatch_hours", _("Promised dispatch, hours"))
    authority_fen = YuanField(
        label=_("An agent may give to one order by themselves, yuan"),
        most_fen=actions.BOUNDS["authority_fen"][1],
        help_text=_("More needs the lead's yes. An agent may have a figure of their own."),
    )
    contact_limit = _number(
        "contact_limit",
        _("Times in seven days a buyer may be contacted first"),
        _("Over all agents; reminders and requests for reviews count."),
    )

    _SECTIONS = (
        (_("The shop"), ("name", "platform")),
        (_("Clocks: how long a buyer may wait"), ("first_reply_seconds", "reply_seconds", "promise_seconds")),
        (
            _("Who gets a conversation"),
            ("max_conversations", "reassign_minutes", "known_agent_days", "idle_close_minutes"),
        ),
        (_("What the chat window says"), ("greeting", "offline_text")),
        (_("Dispatch"), ("dispatch_cutoff", "dispatch_hours")),
        (_("Limits of a reply"), ("authority_fen", "contact_limit")),
    )

    @classmethod
    def of(cls, shop: Shop, data: Any = None) -> "ShopForm":
        """Give the form with the shop's present settings."""
        return cls(data, initial={name: getattr(shop, name) for name in cls.base_fields})

    def sections(self) -> list[tuple[Any, list[BoundField]]]:
        """Give the fields under the headings of the page."""
        return [(title, [self[name] for name in names]) for title, names in self._SECTIONS]


class MemberForm(Form):
    """What somebody is in a shop."""

    nickname = forms.CharField(label=_("Name the buyer sees"), max_length=40)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.AGENT)
    groups = forms.ModelMultipleChoiceField(
        label=_("Groups"),
        queryset=Group.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Without a group they take what no group member is free for."),
    )
    skills = forms.CharField(
        label=_("Skills"),
        max_length=200,
        required=False,
        help_text=_("Words with commas between them: 英语, 尺码, VIP."),
    )
    max_conversations = forms.IntegerField(
        label=_("Conversations at once"),
        required=False,
        min_value=1,
        max_value=200,
        help_text=_("Empty: the shop's figure."),
    )
    authority_fen = YuanField(
        label=_("May give to one order by themselves, yuan"),
        most_fen=actions.MOST_AUTHORITY.fen,
        required=False,
        help_text=_("Empty: the shop's figure. 0: every concession needs the lead's yes."),
    )
    account = forms.CharField(
        label=_("Account on the platform"),
        max_length=80,
        required=False,
        help_text=_("As exports write it: 店铺:小美."),
    )

    def __init__(self, data: Any = None, *, shop: Shop, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["groups"].queryset = queries.groups_of(shop)  # type: ignore[attr-defined]  # it is the one above

    def clean_skills(self) -> list[str]:
        """Give the skills one by one."""
        return [word for word in _APART.split(self.cleaned_data["skills"]) if word]

    @classmethod
    def of(cls, member: Membership, data: Any = None) -> "MemberForm":
        """Give the form with what the member is now."""
        names = ("nickname", "role", "max_conversations", "authority_fen", "account")
        initial = {name: getattr(member, name) for name in names}
        return cls(
            data,
            shop=member.shop,
            initial=initial | {"groups": member.groups.all(), "skills": ", ".join(member.skills)},
        )


class NewcomerForm(MemberForm):
    """Somebody without an account yet."""

    display_name = forms.CharField(label=_("Real name"), max_length=60, help_text=_("For colleagues only."))
    username = forms.CharField(
        label=_("Sign-in name"), max_length=60, widget=forms.TextInput({"autocomplete": "off"})
    )
    field_order = ("display_name", "username", "nickname", "role")


class KnownPersonForm(MemberForm):
    """Somebody who has an account: from another shop of the same lead, or who worked here before."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.none())
    field_order = ("person", "nickname", "role")

    def __init__(self, data: Any = None, *, lead: Membership, **kwargs: Any) -> None:
        super().__init__(data, shop=lead.shop, prefix="known", **kwargs)
        self.fields["person"].queryset = queries.people_known_to(lead)  # type: ignore[attr-defined]  # as above


class GroupForm(Form):
    """A group and what it takes."""

    name = forms.CharField(label=_("Name"), max_length=40)
    purpose = forms.ChoiceField(label=_("Takes"), choices=Group.Purpose.choices)

    @classmethod
    def of(cls, group: Group, data: Any = None) -> "GroupForm":
        """Give the form with what the group is now."""
        return cls(data, initial={"name": group.name, "purpose": group.purpose})


class ShiftForm(Form):
    """A shift and its hours."""

    name = forms.CharField(label=_("Name"), max_length=40)
    blocks = forms.CharField(
        label=_("Hours"),
        max_length=120,
        help_text=_(
            "Such as 09:00-12:00 13:00-18:00; 17:30-01:00 ends after midnight and counts for its first day."
        ),
    )

    @classmethod
    def of(cls, pattern: ShiftPattern, data: Any = None) -> "ShiftForm":
        """Give the form with the hours the shift has now."""
        return cls(data, initial={"name": pattern.name, "blocks": pattern.hours()})
