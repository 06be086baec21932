"""The acts on questions that the audit trail knows by name."""

from core.audit import register_action

READY_MADE_ADDED = register_action(
    "questions.ready_made", "added the questions that members may ask"
)
PACK_ANSWERED = register_action("pack.answered", "answered members’ questions in the pack")
