"""The acts on documents that the audit trail knows by name."""

from core.audit import register_action

DOCUMENT_REQUESTED = register_action("document.requested", "asked for the PDF of")
