"""What a person can be allowed to do, each thing by name."""

from enum import StrEnum


class Capability(StrEnum):
    """A named right; `accounts.roles` says which role has which."""

    READ_PLANS = "read plans in every state"
    READ_SUBMITTED_PLANS = "read plans submitted to the committee"
    EDIT_PLANS = "write, import and correct plans"
    CONSIDER_PLANS = "record that the leadership team considered a plan"
    SUBMIT_PLANS = "submit plans to the scrutiny committee"
    APPROVE_PLANS = "record the approval of plans"
    PUBLISH_PLANS = "publish plans"
    SEND_BACK_PLANS = "send plans back to draft"
    WITHDRAW_PLANS = "withdraw plans and take them up again"
    AGREE_AMENDMENTS = "agree and decline amendments to approved plans"
    LEAD_REPORTING = "open and close reporting periods and confirm progress"
    ACCEPT_RISKS = "record who accepts a risk above the council's appetite"
    COLLECT_RETURNS = "collect the incident returns of schools and see their true figures"
    PUBLISH_RETURNS = "publish figures of incident returns"
    MAKE_RETURNS = "make the incident returns of a school"
    KEEP_WORKFORCE = "keep the workforce figures and see them as they are"
    PUBLISH_WORKFORCE = "publish workforce profiles"
    EDIT_THRESHOLDS = "edit the threshold framework and put it in force"
    SEE_PEOPLE = "see the council's people, divisions and strategies"
    MANAGE_REFERENCE = "manage reference data"
    MANAGE_USERS = "manage users and their roles"
    MANAGE_SETTINGS = "change the council's settings"
    READ_AUDIT = "read the whole audit trail"
