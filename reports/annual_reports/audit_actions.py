"""The acts on annual reports that the audit trail knows by name."""

from core.audit import register_action

ANNUAL_REPORT_BEGUN = register_action("annual_report.begun", "began")
ANNUAL_REPORT_CHANGED = register_action("annual_report.changed", "changed")
ASSESSMENT_ADDED = register_action("annual_report.assessment_added", "added an assessment to")
ASSESSMENT_CHANGED = register_action("annual_report.assessment_changed", "changed an assessment of")
ASSESSMENT_MOVED = register_action("annual_report.assessment_moved", "moved an assessment of")
ASSESSMENT_REMOVED = register_action(
    "annual_report.assessment_removed", "removed an assessment from"
)
ANNUAL_REPORT_SUBMITTED = register_action("annual_report.submitted", "submitted")
ANNUAL_REPORT_TAKEN_BACK = register_action("annual_report.taken_back", "took back")
