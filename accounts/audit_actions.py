"""The acts on users that the audit trail knows by name."""

from core.audit import register_action

USER_ADDED = register_action("user.added", "added the user")
USER_CHANGED = register_action("user.changed", "changed the details of the user")
USER_DEACTIVATED = register_action("user.deactivated", "took the sign-in from")
USER_REACTIVATED = register_action("user.reactivated", "gave the sign-in back to")
LINK_SENT = register_action("user.link_sent", "sent a link to set a password to")
PASSWORD_SET = register_action("user.password_set", "set a new password for")
REMINDER_SENT = register_action("reminder.sent", "sent the reminder")
REMINDERS_CHOSEN = register_action("user.reminders", "chose how often to be reminded:")
ABSENCE_ADDED = register_action("absence.added", "said who stands in during the absence of")
ABSENCE_REMOVED = register_action("absence.removed", "took back the absence of")
ROLE_GRANTED = register_action("user.role_granted", "granted a role to")
ROLE_WITHDRAWN = register_action("user.role_withdrawn", "withdrew a role from")
