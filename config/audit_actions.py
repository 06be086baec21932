"""The acts of the installation itself that the audit trail knows by name."""

from core.audit import register_action

DEMO_LOADED = register_action("demo.loaded", "laid the demonstration data")
