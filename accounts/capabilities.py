"""What a person can be allowed to do, each thing by name."""

from enum import StrEnum


class Capability(StrEnum):
    """A named right; `accounts.roles` says which role has which."""

    READ_PLANS = "read plans in every state"
    READ_SUBMITTED_PLANS = "read plans submitted to the committee"
    EDIT_PLANS = "write, import and correct plans"
    MOVE_PLANS = "take plans through the route to approval"
    LEAD_REPORTING = "open and close reporting periods and confirm progress"
    ACCEPT_RISKS = "record who accepts a risk above the council's appetite"
    SEE_PEOPLE = "see the council's people, divisions and strategies"
    MANAGE_REFERENCE = "manage reference data"
    MANAGE_USERS = "manage users and their roles"
    MANAGE_SETTINGS = "change the council's settings"
    READ_AUDIT = "read the whole audit trail"
