"""The base of every table."""

from django.db import models


class Record(models.Model):
    """A row with a big key; its times are set by whoever writes, never by the table itself."""

    id = models.BigAutoField(primary_key=True)

    class Meta:
        abstract = True
