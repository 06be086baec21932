from django.db import models
from django.db.models.functions import Lower

from core.models import Revised


class Strategy(Revised):
    """Another plan or strategy that objectives and actions link to, such as "CYPP"."""

    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]
        verbose_name = "linked plan or strategy"
        verbose_name_plural = "linked plans and strategies"
        constraints = [
            models.UniqueConstraint(Lower("name"), name="strategy_name_once"),
            models.UniqueConstraint(
                Lower("code"), condition=~models.Q(code=""), name="strategy_code_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.name})" if self.code else self.name
