"""How a plan's status shows: always its word, with a colour beside it."""

from plans.models import Plan

STATUS_COLOURS: dict[str, str] = {
    Plan.Status.DRAFT: "grey",
    Plan.Status.CONSIDERED: "yellow",
    Plan.Status.SUBMITTED: "blue",
    Plan.Status.APPROVED: "green",
    Plan.Status.PUBLISHED: "green",
    Plan.Status.WITHDRAWN: "grey",
}
