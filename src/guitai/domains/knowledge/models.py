"""Tables of quick phrases and how often each was used."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guitai.common.models import Picture
from guitai.common.records import Record
from guitai.domains.accounts.models import Group, Membership, Shop
from guitai.domains.knowledge.entry_models import Candidate as Candidate
from guitai.domains.knowledge.entry_models import Entry as Entry
from guitai.domains.knowledge.entry_models import EntryWording as EntryWording
from guitai.domains.knowledge.entry_models import OpenQuestion as OpenQuestion
from guitai.domains.knowledge.entry_models import QuestionWaiter as QuestionWaiter
from guitai.domains.knowledge.entry_models import StoredVector as StoredVector
from guitai.domains.knowledge.entry_models import SuggestionUse as SuggestionUse
from guitai.domains.knowledge.guide_models import Guide as Guide
from guitai.domains.knowledge.guide_models import GuideStep as GuideStep


class Scope(models.TextChoices):
    PERSONAL = "personal", _("Personal")
    TEAM = "team", _("Group")
    SHOP = "shop", _("Shop")


class PhraseFolder(Record):
    """What phrases are grouped by: opening, bargaining, invoice …"""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="phrase_folders")
    name = models.CharField(_("name"), max_length=40)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "knowledge_phrase_folder"
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["shop", "name"], name="knowledge_folder_one_name")]

    def __str__(self) -> str:
        return self.name


class QuickPhrase(Record):
    """A reply kept ready, with slots such as ``{买家}``; for one member, one group or the whole shop."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="quick_phrases")
    scope = models.CharField(_("for whom"), max_length=10, choices=Scope, default=Scope.SHOP)
    owner = models.ForeignKey(
        Membership, on_delete=models.CASCADE, null=True, blank=True, related_name="quick_phrases"
    )
    group = models.ForeignKey(
        Group, on_delete=models.CASCADE, null=True, blank=True, related_name="quick_phrases"
    )
    folder = models.ForeignKey(
        PhraseFolder, on_delete=models.SET_NULL, null=True, blank=True, related_name="quick_phrases"
    )
    code = models.CharField(_("code"), max_length=20, blank=True)
    title = models.CharField(_("title"), max_length=60)
    text = models.TextField(_("text"), max_length=2000, blank=True)
    picture = models.ForeignKey(Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    initials = models.CharField(max_length=200, blank=True)
    pinyin = models.CharField(max_length=600, blank=True)
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "knowledge_quick_phrase"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="knowledge_phrase_belongs_to_its_scope",
                condition=Q(scope=Scope.PERSONAL, owner__isnull=False, group__isnull=True)
                | Q(scope=Scope.TEAM, owner__isnull=True, group__isnull=False)
                | Q(scope=Scope.SHOP, owner__isnull=True, group__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PhraseUse(Record):
    """How often a member used a phrase on one day."""

    phrase = models.ForeignKey(QuickPhrase, on_delete=models.CASCADE, related_name="uses")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="phrase_uses")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "knowledge_phrase_use"
        constraints = [
            models.UniqueConstraint(fields=["phrase", "membership", "day"], name="knowledge_use_one_row")
        ]

    def __str__(self) -> str:
        return f"{self.phrase} {self.day} × {self.count}"
