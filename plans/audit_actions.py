"""The acts on plans that the audit trail knows by name."""

from core.audit import register_action

PLAN_IMPORTED = register_action("plan.imported", "imported the plan")
PLAN_REPLACED = register_action("plan.replaced", "replaced by an import the draft plan")
PLAN_CREATED = register_action("plan.created", "began the plan")
PLAN_ROLLED_FORWARD = register_action("plan.rolled_forward", "rolled forward the plan")
PLAN_EDITED = register_action("plan.edited", "changed the details of the plan")
PLAN_MOVED = register_action("plan.moved", "recorded a step of the route to approval of the plan")
AMENDMENT_PROPOSED = register_action("amendment.proposed", "proposed an amendment to the plan")
AMENDMENT_AGREED = register_action("amendment.agreed", "recorded an agreed amendment to the plan")
AMENDMENT_DECLINED = register_action("amendment.declined", "declined an amendment to the plan")
AMENDMENT_WITHDRAWN = register_action(
    "amendment.withdrawn", "withdrew a proposed amendment to the plan"
)
IMPORT_UPLOADED = register_action("plan_import.uploaded", "uploaded for preview the plan file")
IMPORT_DISCARDED = register_action("plan_import.discarded", "discarded the plan file")
READY_MADE_ADDED = register_action("plans.ready_made", "added the ready-made reference data")
FRAMEWORK_ADDED = register_action("framework.added", "added the outcome framework")
FRAMEWORK_CHANGED = register_action("framework.changed", "changed the outcome framework")
RISK_SCALE_ADDED = register_action("risk_scale.added", "made a new version of the risk scale:")
RAG_DEFINITION_ADDED = register_action(
    "rag_definition.added", "made a new version of the RAG definition:"
)
PART_ADDED = register_action("part.added", "added a part to the plan")
ACTIONS_PASTED = register_action("actions.pasted", "pasted actions into the plan")
PART_CHANGED = register_action("part.changed", "changed a part of the plan")
PART_MOVED = register_action("part.moved", "moved a part of the plan")
PART_REMOVED = register_action("part.removed", "removed a part of the plan")
PROGRESS_REPORTED = register_action("progress.reported", "reported progress of the plan")
PROGRESS_CONFIRMED = register_action("progress.confirmed", "confirmed progress of the plan")
PROGRESS_SENT_BACK = register_action("progress.sent_back", "sent back progress of the plan")
RISK_REVIEWED = register_action("risk.reviewed", "reviewed a risk of the plan")
RISK_SCORED = register_action("risk.scored", "scored a risk of the plan")
RISK_ACCEPTED = register_action("risk.accepted", "recorded who accepts a risk of the plan")
CONTROL_ADDED = register_action("control.added", "added a control of a risk to the plan")
CONTROL_CHANGED = register_action("control.changed", "changed a control of a risk of the plan")
FIGURES_REPORTED = register_action("figures.reported", "reported figures of KPIs of the plan")
PERIODS_LAID_OUT = register_action("period.laid_out", "laid out the reporting periods of the plan")
PERIOD_ADDED = register_action("period.added", "added a reporting period to the plan")
PERIOD_REMOVED = register_action("period.removed", "removed a reporting period of the plan")
PERIOD_CHANGED = register_action("period.changed", "changed a reporting period of the plan")
PERIOD_OPENED = register_action("period.opened", "opened a reporting period of the plan")
PERIOD_CLOSED = register_action("period.closed", "closed a reporting period of the plan")
PERIOD_REOPENED = register_action("period.reopened", "reopened a reporting period of the plan")
PART_PUT_BACK = register_action("part.put_back", "put back a removed part of the plan")
COMMENT_ADDED = register_action("comment.added", "commented on the plan")
COMMENT_EDITED = register_action("comment.edited", "changed a comment on the plan")
COMMENT_RESOLVED = register_action("comment.resolved", "resolved a thread of comments on the plan")
COMMENT_REOPENED = register_action("comment.reopened", "took up again comments on the plan")
NAME_CORRECTED = register_action("person.name_corrected", "corrected a name in the plan")
PERSON_HANDED_OVER = register_action(
    "person.handed_over", "handed over from one person to another what is open in the plan"
)

# No longer made, but still told of plans of before.
register_action("action.status", "reported the status of an action of the plan")
