"""What a cover report still needs before a committee can work with it."""

from __future__ import annotations

from collections.abc import Iterator

from reports.cover_reports.places import left_in
from reports.models import AsksFor, CoverReport, CoverShape, SectionKind

ALWAYS_EXPECTED = {
    SectionKind.FINANCE: "Say in a section on finance what it costs, or that it costs nothing.",
    SectionKind.LAW: "Say in a section on law which powers and duties it rests on.",
    SectionKind.EQUALITY: "Say in a section on equality impact whom it affects, and how.",
}


def missing(report: CoverReport) -> list[str]:
    """What is missing, each thing a sentence that says what to do; nothing when it is complete."""
    said = {section.kind for section in report.sections.all() if section.text.strip()}
    return [
        *_of_the_head(report, said),
        *(words for kind, words in ALWAYS_EXPECTED.items() if kind not in said),
        *_of_the_decision(report, said),
        *_of_the_people(report),
        *_of_the_texts(report),
    ]


def _of_the_head(report: CoverReport, said: set[str]) -> Iterator[str]:
    if report.shape == CoverShape.PURPOSE and SectionKind.PURPOSE not in said:
        yield "Say in a section on its purpose what the report is for."
    if report.shape == CoverShape.SUMMARY and not report.summary.strip():
        yield "Write the summary."
    if not report.classification.strip():
        yield "Enter the classification."


def _of_the_decision(report: CoverReport, said: set[str]) -> Iterator[str]:
    if report.asks_for != AsksFor.DECISION:
        return
    options = report.options.all()
    if not options:
        yield "Add the options considered, doing nothing among them."
    else:
        if not any(option.does_nothing for option in options):
            yield "Add doing nothing to the options considered, or say which option it is."
        if not any(option.is_recommended for option in options):
            yield "Say which option is recommended."
    if SectionKind.RECOMMENDATION not in said:
        yield "Write the recommendation: the report asks for a decision."


def _of_the_people(report: CoverReport) -> Iterator[str]:
    if not (report.signed_by.strip() and report.signed_post.strip()):
        yield "Enter who signs the report, by name and post."
    if not report.contact_name.strip():
        yield "Enter the contact officer."
    elif not (report.contact_telephone.strip() or report.contact_email.strip()):
        yield "Enter the telephone or the email address of the contact officer."


def _of_the_texts(report: CoverReport) -> Iterator[str]:
    told = _told_otherwise(report)
    for section in report.sections.all():
        if not section.text.strip() and section.kind not in told:
            yield f"Write the section “{section.heading}”, or remove it."
    texts = [
        ("the title", report.title),
        ("the summary", report.summary),
        ("the background documents", report.background_papers),
        *(
            (f"the section “{section.heading}”", f"{section.heading} {section.text}")
            for section in report.sections.all()
        ),
    ]
    for where, text in texts:
        for place in left_in(text):
            yield f"Write what stands for {place} in {where}."


def _told_otherwise(report: CoverReport) -> set[str]:
    """The kinds of section of which another sentence tells, or which need no text of their own."""
    told: set[str] = {*ALWAYS_EXPECTED}
    if report.shape == CoverShape.PURPOSE:
        told.add(SectionKind.PURPOSE)
    if report.asks_for == AsksFor.DECISION:
        told |= {SectionKind.OPTIONS, SectionKind.RECOMMENDATION}
    elif report.options.all():
        told.add(SectionKind.OPTIONS)
    return told
