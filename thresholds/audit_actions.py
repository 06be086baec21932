"""The acts on threshold frameworks that the audit trail knows by name."""

from core.audit import register_action

FRAMEWORK_BEGUN = register_action("thresholds.begun", "began a draft of the threshold framework")
FRAMEWORK_COPIED = register_action(
    "thresholds.copied", "began a new version of the threshold framework"
)
FRAMEWORK_CHANGED = register_action("thresholds.changed", "changed the threshold framework")
FRAMEWORK_REMOVED = register_action(
    "thresholds.removed", "removed the draft of the threshold framework"
)
FRAMEWORK_IN_FORCE = register_action("thresholds.in_force", "put in force the threshold framework")
FRAMEWORK_OUT_OF_USE = register_action(
    "thresholds.out_of_use", "took out of use the threshold framework"
)
FRAMEWORK_SHOWN = register_action(
    "thresholds.shown", "changed who may read the threshold framework"
)
FRAMEWORK_IMPORTED = register_action("thresholds.imported", "imported the threshold framework")
THRESHOLDS_FILE_KEPT = register_action("thresholds_file.kept", "uploaded for preview the file")
THRESHOLDS_FILE_DISCARDED = register_action("thresholds_file.discarded", "discarded the file")
