"""What the audit trail holds of one act."""

from core.audit import register_action
from core.models import AuditAct, AuditChange

TESTED = register_action("tests.tested", "tested")


def changes_of(entry: AuditAct, table: str | None = None) -> list[tuple]:
    """(operation, before, after) of each change an act made, in order."""
    changes = AuditChange.objects.filter(act=entry).order_by("pk")
    if table:
        changes = changes.filter(table_name=table)
    return [(c.operation, c.before, c.after) for c in changes]
