"""The acts on frozen papers that the audit trail knows by name."""

from core.audit import register_action

PAPER_PUBLISHED = register_action("paper.published", "published to the committee")
PAPER_MADE_PUBLIC = register_action("paper.made-public", "published to everybody")
