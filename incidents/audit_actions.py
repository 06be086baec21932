"""The acts on incident returns that the audit trail knows by name."""

from core.audit import register_action

READY_MADE_ADDED = register_action("incidents.ready_made", "added the categories of returns")
COLLECTION_BEGUN = register_action("collection.begun", "prepared the")
COLLECTION_CHANGED = register_action("collection.changed", "changed the")
COLLECTION_REMOVED = register_action("collection.removed", "removed the")
COLLECTION_OPENED = register_action("collection.opened", "opened the")
COLLECTION_CLOSED = register_action("collection.closed", "closed the")
COLLECTION_REOPENED = register_action("collection.reopened", "reopened the")
SCHOOLS_ASKED = register_action("collection.schools_asked", "asked more schools for the")
SCHOOL_NOT_ASKED = register_action("collection.school_not_asked", "no longer asks a school for the")
SCHOOLS_CHASED = register_action("collection.chased", "chased schools for the")
RETURN_SAVED = register_action("return.saved", "filled in the return of")
RETURN_TYPED_IN = register_action("return.typed_in", "typed in from paper the return of")
RETURN_MADE = register_action("return.made", "made the return of")
NIL_RETURN_MADE = register_action("return.nil", "made a nil return for")
RETURN_QUERIED = register_action("return.queried", "queried the return of")
QUERY_ANSWERED = register_action("return.answered", "answered a query on the return of")
RETURN_ACCEPTED = register_action("return.accepted", "accepted the return of")
RETURNS_ACCEPTED = register_action("collection.accepted", "accepted all waiting returns of the")
REOPENING_ASKED = register_action("return.reopening_asked", "asked to reopen the return of")
REOPENING_DECLINED = register_action(
    "return.reopening_declined", "declined to reopen the return of"
)
RETURN_REOPENED = register_action("return.reopened", "reopened the return of")
RETURNS_IMPORTED = register_action("return.imported", "imported returns into the")
TOTALS_IMPORTED = register_action("borough_totals.imported", "imported old totals of")
RETURNS_PUBLISHED = register_action("returns.published", "published figures of")
INCIDENT_LOGGED = register_action("incident.logged", "recorded the")
INCIDENT_CHANGED = register_action("incident.changed", "changed the")
INCIDENT_REMOVED = register_action("incident.removed", "removed the")
