"""Who did what when. Rows are chained, so that none can be altered or removed unseen."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class Event(models.Model):
    """One change by one person. No foreign keys: it never blocks or follows a deletion."""

    id = models.BigIntegerField(primary_key=True)  # gapless: the place in the chain
    action = models.CharField(max_length=100)
    target = models.CharField(max_length=100)
    by = models.CharField(max_length=200)
    by_id = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    details = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["target"]), models.Index(fields=["by_id", "at"])]

    class Privacy:
        internal = {"id", "action", "target", "at", "details", "previous", "digest"}
        personal = {"by", "by_id"}

    def __str__(self) -> str:
        return f"{self.id} {self.action} {self.target}"


class Head(models.Model):
    """The end of the chain, in one row that every writer locks."""

    last = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True, default="")
    seal = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="audit_one_head")]

    class Privacy:
        internal = {"id", "last", "digest", "seal"}

    def __str__(self) -> str:
        return str(self.last)
