"""The acts on cover reports and their templates that the audit trail knows by name."""

from core.audit import register_action

COVER_REPORT_BEGUN = register_action("cover_report.begun", "began the cover report")
COVER_REPORT_CHANGED = register_action("cover_report.changed", "changed the cover report")
TEMPLATE_CHANGED = register_action(
    "cover_template.sections_changed", "changed the sections of the template of cover reports"
)
TEMPLATES_ADDED = register_action(
    "cover_template.ready_made", "laid the ready-made templates of cover reports"
)
