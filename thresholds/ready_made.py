"""The levels, domains and headings that a new framework begins with; from then on they are the
partnership's.
"""

from __future__ import annotations

from thresholds.models import Domain, Framework, Heading, Level, SocialCareLevel

LEVELS = [
    (1, "Universal", "Children whose needs are met by services that are there for every child."),
    (
        2,
        "Early intervention",
        "Children who need some extra help, soon, so that difficulties do not grow.",
    ),
    (
        3,
        "Complex needs",
        "Children with several needs, for whom services work together under a lead professional.",
    ),
    (
        4,
        "Acute specialist needs",
        "Children who are suffering harm or likely to, or whose needs are acute.",
    ),
]
DOMAINS: list[tuple[str, list[str]]] = [
    (
        "Child's developmental needs",
        [
            "Health",
            "Education and learning",
            "Emotional and behavioural development",
            "Identity",
            "Family and social relationships",
            "Social presentation",
            "Self-care skills",
        ],
    ),
    (
        "Parents and carers",
        [
            "Basic care, safety and protection",
            "Emotional warmth",
            "Guidance, boundaries and stimulation",
        ],
    ),
    (
        "Family and environmental factors",
        [
            "Family history and functioning",
            "Housing, employment and finance",
            "Family's social integration",
            "Community resources",
        ],
    ),
]
"""The three domains and fourteen headings of the assessment framework (Working Together)."""
SOCIAL_CARE_LEVELS = (2, 3, 4)


def add_ready_made(framework: Framework) -> None:
    """Give a new draft its levels, domains, headings and the columns of the social care chart."""
    for number, name, meaning in LEVELS:
        Level.objects.create(framework=framework, number=number, name=name, meaning=meaning)
    for place, (name, headings) in enumerate(DOMAINS):
        domain = Domain.objects.create(framework=framework, name=name, position=place)
        for below, heading in enumerate(headings):
            Heading.objects.create(domain=domain, name=heading, position=below)
    for number in SOCIAL_CARE_LEVELS:
        SocialCareLevel.objects.create(framework=framework, number=number)
