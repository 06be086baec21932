"""A synthetic plan as rich as a real one: what the look and the tags of documents are judged by."""

from pathlib import Path
from types import SimpleNamespace as Row

from django.template import Context, Engine

BANDS = [(16, "Red"), (10, "Amber"), (5, "Yellow"), (1, "Green")]
IMPACT = ["1 Insignificant", "2 Minor", "3 Moderate", "4 Significant", "5 Major"]
PROBABILITY = ["1 Rare", "2 Unlikely", "3 Moderate", "4 Likely", "5 Almost certain"]

NARRATIVE = [
    ("Introduction", [
        ("1.1", "The Council’s Equality and Diversity Policy asks every directorate for an annual action plan and, when the year has ended, for an annual report on it.", []),
        ("1.2", "The plan of the Directorate of Children’s Services for 2026/27 goes to the Scrutiny Committee on Children’s Services before the Cabinet Member for Children and Young People is asked to approve it.", []),
        ("1.3", "This plan covers the period from April 2026 to March 2027. It holds:", [
            "how it stands to the other plans of the Council and its partners",
            "the vision and the values of the directorate for equality and diversity",
            "the key issues and targets of the year",
            "the actions, indicators and risks, in three appendices."]),
    ]),
    ("Relationship with other plans", [
        ("2.1", "The plan takes up the priorities of the directorate’s strategic plan for 2026/27, which in turn serves the Council Plan. It should be read together with the Children and Young People’s Plan to gain a whole picture of our work with young people in the borough.", []),
        ("2.2", "The long-term framework for equality and diversity is set by the Council’s Equality and Diversity Policy. Progress across the Council is reported each year in the Annual Review of Equality and Diversity.", []),
    ]),
    ("Vision and values", [
        ("3.1", "The Council has agreed a ten-year vision for equality. In ten years the Council wants to be one", [
            "that is known across the country as a leading council on equality and diversity",
            "that answers better to the needs of the borough’s communities, whatever the community and wherever in the borough it lives",
            "whose services have the satisfaction of residents in every ward."]),
        ("3.2", "The directorate holds to the Council’s Equality and Diversity Policy in its services, in its employment practice, and in the leadership and support that it gives to schools. The Assistant Director (Quality and Partnership) leads the work.", []),
        ("3.4", "The aim is to make equality a part of everyday work, so the responsibility for it rests with all heads of service and managers. Every employee has a duty to keep to the policy in dealings with Members, other employees, applicants, residents, service users and other organisations. Training needs are found in the annual review that each employee has with their line manager.", []),
    ]),
    ("Key issues and targets", [
        ("4.1", "The Cabinet approved the ten-year vision in June 2023.", []),
        ("4.3", "The Annual Review names the priorities of the whole Council. This plan answers to them by", [
            "raising the share of employees who have a disability",
            "making sure that equality impact assessments are done wherever they should be, with better monitoring, reporting and training",
            "reviewing what the Equality Act 2010 asks of the Council and its partnerships",
            "answering equality issues that external inspection has raised."]),
        ("4.4", "Much of the work is done with the Thornbeck Children’s Partnership, whose first priority is to improve the life chances of vulnerable children and so to narrow the gaps between groups. Consultation with young people took place in all five areas of the borough in autumn 2025; 1,284 young people took part, of whom 31% live in the ten most deprived neighbourhoods.", []),
        ("4.5", "Inspectors found in 2025 that support for young carers from families whose first language is not English had improved, and that the recording of ethnicity at first contact had not: it was missing in one record of seven.", []),
    ]),
    ("The action plan", [
        ("5.1", "Appendix 1 holds the actions that arise from the directorate’s strategic plan; Appendix 2 those that arise from the priorities of the whole Council; Appendix 3 the matrix of risks and the keys.", []),
    ]),
]  # fmt: skip

ACTIONS = [
    ("Develop early intervention strategies in order to reduce the number of first-time entrants to the youth justice system, with particular regard to young people from Black and mixed heritage groups", "Michael Galloway / TF", "CYPP"),
    ("Improve the effectiveness of early help so that fewer looked-after children and care leavers become pregnant, through referral to the Respect Yourself programme and the teenage pregnancy service for planned intervention", "Rachel Hale / TF", ""),
    ("Improve and sustain the support given to looked-after children and care leavers who become parents, to better their own life chances and those of their children", "Rachel Hale / TF; Helen Ellison / TF", "CYPP, LSCB"),
    ("Raise participation in education, employment and training of care leavers at 19", "Helen Ellison / TF", ""),
    ("Develop outreach from the language units to build the skills and knowledge of mainstream staff who teach children with speech, language and communication needs", "Joanne Tasker / C&F", "SEN Strategy, Accessibility Strategy"),
    ("Review and implement the revised strategy for special educational needs in the light of national guidance and the changed funding formula", "All managers", "SEN Strategy"),
]  # fmt: skip
KPIS = [
    ("NI 111 T_F 001", "First-time entrants to the youth justice system", "869", "860", "", "Michael Galloway / TF"),
    ("NI 148", "Care leavers in employment, education or training", "Lead to set", "To follow", "To follow", "Helen Ellison / TF"),
    ("", "Young women who become mothers and are looked after, as a share of young women of statutory school age", "−1%", "−1%", "−1%", "Rachel Hale / TF"),
]  # fmt: skip
RISKS = [
    ("CSC OT00 1", "Capacity to safeguard children and young people reduced as a result of an enforced reduction in early intervention and prevention services", 4, 4, "Pauline Sharrow / C&F"),
    ("CSD 0035", "A changing relationship with providers may reduce our ability to influence schools and other organisations", 3, 2, "David Perrin / EP&L"),
    ("CSC 0L00 02", "National budget savings and local authority reorganisation may have an adverse impact on looked-after children and care leavers", None, None, "Pauline Sharrow / C&F"),
]  # fmt: skip
BLOCKS = [
    ("Stay safe", "Safe from maltreatment, neglect, violence and sexual exploitation", "Pauline Sharrow", "Ensure that vulnerable children and young people are safe from maltreatment and neglect", "CYPP, LSCB"),
    ("Stay safe", "Looked-after children stay safe", "Pauline Sharrow", "Ensure that looked-after children have good care, security, stability and achieve the best possible outcomes", "CYPP"),
    ("Enjoy and achieve", "Achieve stretching educational standards at primary school", "David Perrin", "Improve outcomes for children aged 0 to 11 years (early years and primary)", ""),
    ("Enjoy and achieve", "Achieve stretching national educational standards at secondary school", "David Perrin / Jane Porterhouse", "Improve outcomes for children and young people aged 11 to 19 years (or 25 for those with disabilities)", "SEN Strategy"),
    ("Quality service management", "Improve service leadership and management", "Ian MacGuire", "Develop, improve and embed strategies and processes that support the delivery of services", ""),
]  # fmt: skip
PRIORITIES = [
    ("Policy development and performance management", [
        ("E&D Ob 1. Assess what the Equality Act 2010 means for the directorate and plan for it", [
            ("Assess new responsibilities and name the equality objectives of the directorate", "Ian MacGuire", "April 2026 to March 2027", "The directorate knows the legal requirements. Key priorities and actions are named and included in the policies that they concern. Planning includes equality actions, based on sound impact assessments, that improve outcomes for children and young people."),
            ("Brief governing bodies on the public sector equality duty", "Mike Woodall", "November 2026 (event), March 2027 (report)", "All governing bodies have had a briefing and know what they must publish.")]),
        ("E&D Ob 2. Improve the management of equality performance", [
            ("See to it that policies, plans and guidance keep the directorate within its statutory responsibilities and the actions agreed locally", "Ian MacGuire", "Ongoing", "The plan, the reports and other documents are produced on time.")]),
        ("E&D Ob 3. Collect and publish information on racist incidents and answer them well", [
            ("Collect, analyse and publish data on racist incidents that involve children and young people; give support in recognising and answering them; revise the guidance as needed", "Ian MacGuire", "April 2026 to March 2027", "Data is published each year in the agreed form. Support goes on being given to staff who ask for it.")]),
    ]),
    ("Engagement", [
        ("E&D Ob 5. Support the development of existing ways of engagement", [
            ("Offer all groups the chance to take part in the development of services for children and young people", "Mike Woodall", "April 2026 to March 2027", "All staff act upon their responsibilities. What children and young people say leads to better understanding and focused provision."),
            ("Work with the youth council on a charter for young carers", "Mike Woodall", "July 2026", "The charter is adopted by the Children’s Partnership.")]),
    ]),
    ("Employees", [
        ("E&D Ob 7. Encourage the recruitment of people with a disability", [
            ("Support the Human Resources Division in carrying out the plan that came out of the external auditor’s review “Supporting people with a disability”", "Ian MacGuire and HR team", "April 2026 to March 2027", "Arrangements are in place that encourage and promote the recruitment and retention of employees with a disability.")]),
    ]),
]  # fmt: skip


def band_of(score: int) -> str:
    return next(band for least, band in BANDS if score >= least)


def sample_html(*, blocks: int = 5, draft: bool = True, **extra) -> str:
    """The HTML of the sample plan, with as many blocks of actions as asked for."""
    template = Engine.get_default().from_string(
        (Path(__file__).parent / "sample_plan.html").read_text("utf-8")
    )
    return template.render(Context(sample_context(blocks) | {"draft": draft} | extra))


def sample_context(blocks: int) -> dict:
    return {
        "council_name": "Thornbeck Metropolitan Borough Council",
        "directorate": "Directorate of Children’s Services",
        "title": "Equality and Diversity Action Plan 2026/27",
        "period": "April 2026 to March 2027",
        "status": "Draft for the Scrutiny Committee on Children’s Services",
        "date": "12 March 2026",
        "narrative": [
            Row(title=title, paragraphs=[Row(number=n, text=t, points=p) for n, t, p in rows])
            for title, rows in NARRATIVE
        ],
        "blocks": [_block(number, *BLOCKS[number % len(BLOCKS)]) for number in range(blocks)],
        "priorities": [
            Row(title=title, objectives=[
                Row(text=text, actions=[
                    Row(text=t, lead=lead, when=when, outcome=outcome)
                    for t, lead, when, outcome in actions])
                for text, actions in objectives])
            for title, objectives in PRIORITIES
        ],
        "probability": PROBABILITY,
        "matrix": [
            Row(name=IMPACT[impact - 1], cells=[
                Row(score=impact * p, band=band_of(impact * p), count=(impact * 7 + p * 3) % 4)
                for p in range(1, 6)])
            for impact in range(5, 0, -1)
        ],
    }  # fmt: skip


def _block(number: int, outcome: str, aim: str, lead: str, objective: str, links: str) -> Row:
    actions = [ACTIONS[(number + n) % len(ACTIONS)] for n in range(2 + number % 4)]
    return Row(
        outcome=outcome, aim=aim, lead=lead, objective=objective, links=links,
        actions=[
            Row(ref=f"{number + 1}.{n + 1}", text=text, lead=who, links=linked,
                start="Apr 2026", finish="Mar 2027" if n else "Ongoing")
            for n, (text, who, linked) in enumerate(actions)
        ],
        kpis=KPIS[: 1 + number % 3],
        risks=[
            Row(ref=ref, text=text, lead=who,
                impact="" if i is None else IMPACT[i - 1],
                probability="" if p is None else PROBABILITY[p - 1],
                score="" if i is None else i * p,
                band="" if i is None else band_of(i * p))
            for ref, text, i, p, who in RISKS[: 1 + number % 3]
        ],
    )  # fmt: skip
