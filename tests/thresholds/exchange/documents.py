"""Documents of the format "threshold-framework/1" for tests."""

import json

DOMAIN, HEADING = "Child's developmental needs", "Health"


def bare(**changes):
    """The least that a file must hold."""
    return {"format": "threshold-framework/1", "title": "Right help, right time", **changes}


def level(number=1, indicators=("Well",), **changes):
    """A level with one heading."""
    heading = {"heading": HEADING, "indicators": list(indicators)}
    domains = [{"domain": DOMAIN, "headings": [heading]}]
    return {"number": number, "name": f"Name {number}", "domains": domains, **changes}


def office(**changes):
    return {"name": "Front door", "telephone": "01632 960200", **changes}


def whole():
    """A file with every key of the format, and those that were added to it."""
    return bare(
        subtitle="Guidance",
        council="Ellenshaw Safeguarding Children Partnership",
        in_force_from="2026-09-01",
        introduction=["One.", "Two."],
        how_to_use=["A guide."],
        levels=[
            level(
                meaning="For everybody",
                key_features=["Needs are met"],
                domains=[
                    {
                        "domain": DOMAIN,
                        "headings": [
                            {
                                "heading": HEADING,
                                "indicators": ["Well", "Sleeps"],
                                "protective_factors": ["Seen by a dentist"],
                            }
                        ],
                    }
                ],
                assessment_process=["None"],
                key_services=["School nurse"],
                consent=["Not asked"],
                what_next=["Talk"],
                step_up=["When needs grow"],
                step_down=["When they are met"],
            ),
            level(2),
        ],
        social_care={
            "paragraphs": [{"number": "1", "text": "Social care helps.", "bullets": ["With"]}],
            "levels": [
                {"number": 2, "key_features": ["A"], "criteria": ["B"], "assessment": ["C"]}
            ],
        },
        at_risk=["Call at once"],
        escalation=["Talk to each other first"],
        contacts=[office(address=["Civic Hall", "EW1 3CH"], hours="Day and night")],
        emergency="999",
    )


def as_file(data):
    return json.dumps(data, ensure_ascii=False).encode()
