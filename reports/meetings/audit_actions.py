"""The acts on meetings that the audit trail knows by name."""

from core.audit import register_action

MEETING_ADDED = register_action("meeting.added", "added the meeting")
MEETING_CHANGED = register_action("meeting.changed", "changed the meeting")
MEETING_REMOVED = register_action("meeting.removed", "removed the meeting")
RESOLUTION_RECORDED = register_action("resolution.recorded", "recorded what was resolved on")
RESOLUTION_CORRECTED = register_action("resolution.corrected", "corrected what was resolved on")
