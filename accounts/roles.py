"""The one table that says which role has which capability, and where.

The description of a role is shown to the admin who grants it.
"""

from dataclasses import dataclass
from enum import StrEnum

from accounts.capabilities import Capability as Can


class ScopeKind(StrEnum):
    """What a role is granted for."""

    DIRECTORATE = "directorate"
    COMMITTEE = "committee"
    SCHOOL = "school"
    COUNCIL = "council"


WHERE = {
    ScopeKind.DIRECTORATE: "One directorate, or all directorates",
    ScopeKind.COMMITTEE: "One scrutiny committee",
    ScopeKind.SCHOOL: "One school",
    ScopeKind.COUNCIL: "The whole council",
}


@dataclass(frozen=True)
class Role:
    """A role: what it is called, whom it suits, where it holds and what it allows."""

    key: str
    name: str
    description: str
    scope: ScopeKind
    capabilities: frozenset[Can]

    @property
    def where(self) -> str:
        """Where the role can hold, in words."""
        return WHERE[self.scope]


ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        Role(
            "officer",
            "Officer",
            "Writes and imports the plans of a directorate and writes its committee papers. "
            "Without a directorate: of all.",
            ScopeKind.DIRECTORATE,
            frozenset({Can.READ_PLANS, Can.EDIT_PLANS, Can.WRITE_PAPERS, Can.SEE_PEOPLE}),
        ),
        Role(
            "plan_lead",
            "Plan lead",
            "Leads a directorate's plan, usually an assistant director: writes it, takes it "
            "through the route to approval, agrees its amendments, leads its reporting, records "
            "who accepts a risk, and approves and freezes its committee papers.",
            ScopeKind.DIRECTORATE,
            frozenset(
                {
                    Can.READ_PLANS,
                    Can.EDIT_PLANS,
                    Can.CONSIDER_PLANS,
                    Can.SUBMIT_PLANS,
                    Can.APPROVE_PLANS,
                    Can.PUBLISH_PLANS,
                    Can.SEND_BACK_PLANS,
                    Can.WITHDRAW_PLANS,
                    Can.AGREE_AMENDMENTS,
                    Can.LEAD_REPORTING,
                    Can.ACCEPT_RISKS,
                    Can.WRITE_PAPERS,
                    Can.APPROVE_PAPERS,
                    Can.FREEZE_PAPERS,
                    Can.SEE_PEOPLE,
                }
            ),
        ),
        Role(
            "leadership_team",
            "Leadership team",
            "Considers a directorate's plans before they go to scrutiny, sends them back and "
            "records their approval; reads them in every state, records who accepts a risk above "
            "the appetite, and approves committee papers.",
            ScopeKind.DIRECTORATE,
            frozenset(
                {
                    Can.READ_PLANS,
                    Can.CONSIDER_PLANS,
                    Can.APPROVE_PLANS,
                    Can.SEND_BACK_PLANS,
                    Can.ACCEPT_RISKS,
                    Can.APPROVE_PAPERS,
                    Can.SEE_PEOPLE,
                }
            ),
        ),
        Role(
            "returns_officer",
            "Returns officer",
            "Collects the incident returns of all schools, sees their true figures and publishes "
            "what disclosure control lets out.",
            ScopeKind.COUNCIL,
            frozenset({Can.COLLECT_RETURNS, Can.PUBLISH_RETURNS, Can.SEE_PEOPLE}),
        ),
        Role(
            "workforce_officer",
            "Workforce officer",
            "Keeps the workforce figures of all directorates, sees them as they are and publishes "
            "what disclosure control lets out.",
            ScopeKind.COUNCIL,
            frozenset({Can.KEEP_WORKFORCE, Can.PUBLISH_WORKFORCE, Can.SEE_PEOPLE}),
        ),
        Role(
            "thresholds_editor",
            "Thresholds editor",
            "Edits the versions of the threshold framework and puts them in force.",
            ScopeKind.COUNCIL,
            frozenset({Can.EDIT_THRESHOLDS, Can.SEE_PEOPLE}),
        ),
        Role(
            "school_respondent",
            "School respondent",
            "Makes the returns of one school and reads what is published.",
            ScopeKind.SCHOOL,
            frozenset({Can.MAKE_RETURNS}),
        ),
        Role(
            "committee_clerk",
            "Committee clerk",
            "Keeps the meetings of a scrutiny committee, publishes its papers, and records what it "
            "resolved and recommended.",
            ScopeKind.COMMITTEE,
            frozenset(
                {Can.READ_SUBMITTED_PLANS, Can.READ_PAPERS, Can.PUBLISH_PAPERS, Can.SEE_PEOPLE}
            ),
        ),
        Role(
            "committee_member",
            "Committee member",
            "Reads what has been submitted to a scrutiny committee and the papers published to it, "
            "and closes its recommendations.",
            ScopeKind.COMMITTEE,
            frozenset({Can.READ_SUBMITTED_PLANS, Can.READ_PAPERS, Can.CLOSE_RECOMMENDATIONS}),
        ),
        Role(
            "admin",
            "Administrator",
            "Manages users, roles, reference data and settings, and reads the audit trail. "
            "Has no right to alter history.",
            ScopeKind.COUNCIL,
            frozenset(
                {
                    Can.SEE_PEOPLE,
                    Can.MANAGE_REFERENCE,
                    Can.MANAGE_USERS,
                    Can.MANAGE_SETTINGS,
                    Can.READ_AUDIT,
                }
            ),
        ),
    )
}

ROLE_CHOICES = [(role.key, role.name) for role in ROLES.values()]


def roles_with(capability: Can) -> list[str]:
    """The keys of the roles that hold a capability."""
    return [role.key for role in ROLES.values() if capability in role.capabilities]
