"""The acts on packs that the audit trail knows by name."""

from core.audit import register_action

PACK_BEGUN = register_action("pack.begun", "began the pack")
PACK_CHANGED = register_action("pack.changed", "changed the details of the pack")
PACK_DELETED = register_action("pack.deleted", "removed the pack")
PART_ADDED = register_action("pack_part.added", "added a part to the pack")
PART_CHANGED = register_action("pack_part.changed", "changed a part of the pack")
PART_MOVED = register_action("pack_part.moved", "moved a part of the pack")
PART_REMOVED = register_action("pack_part.removed", "removed a part of the pack")
PACK_MOVED = register_action("pack.moved", "recorded a step of the pack")
PACK_FROZEN = register_action("pack.frozen", "froze the pack")

STEPS = (PACK_MOVED, PACK_FROZEN)
"""What is done to a pack without writing it."""
