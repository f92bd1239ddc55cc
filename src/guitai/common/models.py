"""Shared tables: the log of what was changed by whom, pictures that were sent, and deeds to take back."""

from django.db import models

from guitai.common.ordered import OrderedJSONField
from guitai.common.records import Record


class AuditEntry(Record):
    """Who did what to which row, when; ids and labels alone, so that history outlives the rows."""

    shop_id = models.BigIntegerField(null=True, db_index=True)
    by_id = models.BigIntegerField(null=True)
    by_label = models.CharField(max_length=200)
    deed = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=80)
    subject_label = models.CharField(max_length=200)
    facts = OrderedJSONField(default=dict)
    at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "audit_entry"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by_label} {self.deed} {self.subject_kind} {self.subject_id}"


class Picture(Record):
    """A picture, checked and encoded anew; its file is named by digest, the row says whose it is."""

    shop_id = models.BigIntegerField(db_index=True)
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "common_picture"

    def __str__(self) -> str:
        return f"{self.width}×{self.height} {self.sha256[:8]}"


class Deed(Record):
    """Something large that was done at once, as an import, and can be taken back (``common.journal``)."""

    shop_id = models.BigIntegerField(db_index=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "common_deed"

    def __str__(self) -> str:
        return f"{self.shop_id} {self.at:%Y-%m-%d %H:%M}"


class DeedRows(Record):
    """New rows of one table, made by a deed: their keys from the first to the last."""

    deed = models.ForeignKey(Deed, on_delete=models.CASCADE, related_name="rows")
    model = models.CharField(max_length=80)
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()

    class Meta:
        db_table = "common_deed_rows"

    def __str__(self) -> str:
        return f"{self.model} {self.first_id}–{self.last_id}"


class DeedChange(Record):
    """A row a deed changed: some columns before and after; what is sealed in the table is sealed here."""

    deed = models.ForeignKey(Deed, on_delete=models.CASCADE, related_name="changes")
    model = models.CharField(max_length=80)
    row_id = models.BigIntegerField()
    before = OrderedJSONField()
    after = OrderedJSONField()

    class Meta:
        db_table = "common_deed_change"

    def __str__(self) -> str:
        return f"{self.model} {self.row_id}"
