"""Tables of the engine itself."""

from __future__ import annotations

from django.db import models


class DailyRun(models.Model):
    """One job on one day: claimed once by whichever worker comes first."""

    job = models.CharField(max_length=100)
    day = models.DateField()
    claimed_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "day"], name="daily_run_once")]

    class Privacy:
        internal = {"id", "job", "day", "claimed_at", "finished_at"}

    def __str__(self) -> str:
        return f"{self.job} {self.day}"
