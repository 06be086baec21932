"""The acts of committee members that the audit trail knows by name.

Of a private note it knows that somebody wrote one, and not on what.
"""

from core.audit import register_action

NOTE_ADDED = register_action("paper_note.added", "wrote a private note")
NOTE_CHANGED = register_action("paper_note.changed", "changed a private note")
NOTE_REMOVED = register_action("paper_note.removed", "removed a private note")
