"""The acts on the workforce's figures that the audit trail knows by name."""

from core.audit import register_action

READY_MADE_ADDED = register_action(
    "workforce.ready_made", "added the groups and lists of the workforce"
)
SNAPSHOT_BEGUN = register_action("snapshot.begun", "began the figures of")
SNAPSHOT_CHANGED = register_action("snapshot.changed", "changed what is said of the figures of")
SNAPSHOT_REMOVED = register_action("snapshot.removed", "removed the figures of")
COUNTS_SAVED = register_action("snapshot.counts", "entered counts of")
PERCENTAGES_SAVED = register_action("snapshot.percentages", "entered percentages of")
PERCENTAGES_KEPT = register_action("workforce_file.kept", "uploaded for preview the file")
PERCENTAGES_DISCARDED = register_action("workforce_file.discarded", "discarded the file")
PERCENTAGES_IMPORTED = register_action("snapshot.imported", "imported percentages of")
EXTRACT_READ = register_action("extract.read", "read the HR extract")
EXTRACT_DISCARDED = register_action("extract.discarded", "discarded the HR extract")
EXTRACT_IMPORTED = register_action("extract.imported", "made from an HR extract the figures of")
CODES_MAPPED = register_action("extract.mapped", "said what codes mean in the HR extract")
WARNING_ANSWERED = register_action("snapshot.answered", "answered a warning about")
ANSWER_TAKEN_BACK = register_action(
    "snapshot.answer_removed", "took back the answer to a warning about"
)
POPULATION_SAVED = register_action("population.saved", "entered the borough's population:")
POPULATION_REMOVED = register_action("population.removed", "removed the borough's population:")
PROFILE_PUBLISHED = register_action("workforce.published", "published the workforce profile")
