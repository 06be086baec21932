"""The acts on the council itself that the audit trail knows by name.

Those on each kind of reference data are registered by `council.reference.Kind`.
"""

from core.audit import register_action

SETTINGS_CHANGED = register_action("council.changed", "changed the settings of")
ROLLS_ENTERED = register_action("schools.rolls_entered", "entered pupils on roll of schools")
