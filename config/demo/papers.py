"""The demonstration's committee papers: two meetings with what was published, resolved and
recommended, and a pack that is being written for the next one."""

from __future__ import annotations

import json
from contextlib import nullcontext
from datetime import date, time, timedelta
from typing import Any
from unittest import mock

from django.utils import timezone

from accounts.models import User
from accounts.telling import nobody_told
from config.demo.clock import on_day
from config.demo.council import FOLDER
from config.demo.people import named
from council.models import Committee, Directorate, Person
from plans.models import Plan, ReportingPeriod
from reports.annual_reports import acts as annual_reports
from reports.annual_reports.completeness import Completeness
from reports.annual_reports.reading import AnnualReading
from reports.cover_reports import acts as cover_reports
from reports.meetings.acts import add_meeting, record_resolution
from reports.models import (
    AnnualReport,
    Audience,
    CoverTemplate,
    Meeting,
    Pack,
    PackAnswer,
    PackPart,
    Paper,
    Question,
    Recommendation,
    ReportedAssessment,
    Resolution,
)
from reports.packs import freezing
from reports.packs.acts import begin_pack
from reports.packs.acts_on_parts import add_part
from reports.packs.steps import STEPS, approval_of, record_step
from reports.papers.acts import publish
from reports.questions.acts import answer_questions
from reports.questions.answer_form import AnswerForm
from reports.recommendations.acts import make_recommendation
from reports.recommendations.answering import answer, close, last_seen

Row = dict[str, Any]
WEEKS_AHEAD = timedelta(weeks=5)


def load_papers() -> None:
    """Everything that happened to the committee's papers, each on its day."""
    story = json.loads((FOLDER / "papers.json").read_text(encoding="utf-8"))
    with nobody_told():
        _Papers(story).load()


class _Papers:
    """Who writes, approves, publishes and reads, and what they did."""

    def __init__(self, story: Row) -> None:
        self.story = story
        self.committee = Committee.objects.get(name=story["committee"])
        self.directorate = Directorate.objects.get(name=story["directorate"])
        self.plan = Plan.objects.get(title=story["plan"])
        self.writer, self.lead = named("sunita.rao"), named("yvonne.castell")
        self.clerk, self.member = named("hugh.lorimer"), named("cllr.b.entwistle")
        self.meetings: dict[str, Meeting] = {}

    def load(self) -> None:
        with on_day(date(2025, 5, 20)):
            for name, row in self.story["meetings"].items():
                self.meetings[name] = self._meeting(row)
        half_year = self._half_year()
        made = self._recommend(half_year.pack)
        year = self._year()
        with on_day(self.meetings["year"].day):
            self._resolve("year", year.pack)
            for recommendation, row in made:
                if closed := row.get("closed"):
                    self._close(recommendation, closed[1])
        self._begin_next()

    def _meeting(self, row: Row) -> Meeting:
        meeting = Meeting(
            committee=self.committee,
            day=date.fromisoformat(row["day"]),
            begins=time.fromisoformat(row["begins"]),
            place=row["place"],
        )
        return add_meeting(meeting, actor=self.clerk)

    def _half_year(self) -> Paper:
        row = self.story["half year"]
        with on_day(_day(row, "begun")):
            pack = self._begin(row, self.meetings["half year"])
            period = ReportingPeriod.objects.get(plan=self.plan, kind="quarter")
            self._add(pack, PackPart.Kind.PROGRESS, period.pk)
            self._answer(pack, row["answers"])
            record_step(pack, STEPS["submit"], actor=self.writer)
        return self._issue(pack, row)

    def _year(self) -> Paper:
        row = self.story["year"]
        with on_day(_day(row, "begun")):
            report = self._annual_report(row["report"])
            pack = self._begin(row, self.meetings["year"])
        with on_day(_day(row, "approved")):
            # What schools returned was published the day before.
            self._submit(report)
            self._add(pack, PackPart.Kind.ANNUAL_REPORT, report.pk)
            self._answer(pack, row["answers"])
            record_step(pack, STEPS["submit"], actor=self.writer)
        return self._issue(pack, row)

    def _begin(self, row: Row, meeting: Meeting) -> Pack:
        pack = Pack(
            title=row["title"],
            committee=self.committee,
            directorate=self.directorate,
            meeting=meeting,
            replaces_names=row["replaces_names"],
        )
        begin_pack(pack, actor=self.writer)
        template = CoverTemplate.objects.get(name=row["template"])
        cover = cover_reports.begin(pack, template, self.plan, actor=self.writer)
        cover.title, cover.summary = row["title"], row["summary"]
        cover.signed_by, cover.signed_post = str(self.lead), self._post(self.lead)
        cover_reports.save_report(cover, actor=self.writer)
        for section in cover.sections.filter(heading__in=row["sections"]):
            section.text = row["sections"][section.heading]
            cover_reports.save_part(section, actor=self.writer)
        return pack

    def _post(self, user: User) -> str:
        return user.person.post if user.person else ""

    def _add(self, pack: Pack, kind: str, target: int) -> None:
        add_part(PackPart(pack=pack, kind=kind, target_id=target), actor=self.writer)

    def _answer(self, pack: Pack, answers: dict[str, str]) -> None:
        forms = []
        for begins, text in answers.items():
            question = Question.objects.get(text__startswith=begins)
            blank = PackAnswer(pack=pack, question=question)
            form = AnswerForm({"text": text, "revision": "0"}, instance=blank)
            form.full_clean()
            forms.append(form)
        answer_questions(pack, forms, actor=self.writer)

    def _annual_report(self, row: Row) -> AnnualReport:
        report = annual_reports.begin(self.plan, actor=self.writer)
        for name, text in row["texts"].items():
            setattr(report, name, text)
        annual_reports.change(report, actor=self.writer)
        for title, day, finding in row["assessments"]:
            assessment = ReportedAssessment(
                report=report, title=title, completed_on=date.fromisoformat(day), finding=finding
            )
            annual_reports.add_assessment(assessment, actor=self.writer)
        return report

    def _submit(self, report: AnnualReport) -> None:
        seen = len(Completeness(AnnualReading(report)).not_confirmed)
        annual_reports.submit(report, seen=seen, actor=self.writer)

    def _issue(self, pack: Pack, row: Row) -> Paper:
        """Approve, freeze and publish a pack."""
        with on_day(_day(row, "approved")):
            pack.refresh_from_db()
            record_step(pack, STEPS["approve"], actor=self.lead)
            pack.refresh_from_db()
            approval = approval_of(pack)
            if approval is None:
                raise RuntimeError(f"{pack} is not approved")
            # The whole demonstration is loaded in one transaction, of one moment already.
            with mock.patch.object(freezing, "one_moment", nullcontext):
                paper = freezing.freeze(pack, approval.pk, actor=self.lead)
        with on_day(_day(row, "published")):
            publish(paper, [Audience.COMMITTEE, Audience.PUBLIC], actor=self.clerk)
        return paper

    def _recommend(self, pack: Pack) -> list[tuple[Recommendation, Row]]:
        """What the committee recommended in the autumn, and what was answered."""
        meeting = self.meetings["half year"]
        made = []
        with on_day(meeting.day):
            self._resolve("half year", pack)
            for row in self.story["recommendations"]:
                recommendation = Recommendation(
                    directorate=self.directorate,
                    pack=pack,
                    text=row["text"],
                    owner=Person.objects.get(name=row["owner"]),
                    due=date.fromisoformat(row["due"]),
                )
                made_now = make_recommendation(recommendation, meeting=meeting, actor=self.clerk)
                made.append((made_now, row))
        for recommendation, row in made:
            for day, state, text in row["answers"]:
                with on_day(date.fromisoformat(day)):
                    seen = last_seen(recommendation)
                    answer(recommendation, text, state, seen=seen, actor=self.writer)
                    recommendation.refresh_from_db()
        return made

    def _resolve(self, name: str, pack: Pack) -> None:
        outcome, text = self.story["resolutions"][name]
        resolution = Resolution(meeting=self.meetings[name], pack=pack, outcome=outcome, text=text)
        record_resolution(resolution, actor=self.clerk)

    def _close(self, recommendation: Recommendation, words: str) -> None:
        seen = last_seen(recommendation)
        meeting = self.meetings["year"]
        close(recommendation, words, meeting, seen=seen, actor=self.member)

    def _begin_next(self) -> None:
        """The next meeting, and the pack that is being written for it."""
        row = self.story["next"]
        place = self.story["meetings"]["year"] | {"day": _next_wednesday().isoformat()}
        meeting = self._meeting(place)
        pack = Pack(
            title=row["title"],
            committee=self.committee,
            directorate=self.directorate,
            meeting=meeting,
        )
        begin_pack(pack, actor=self.writer)
        plan = Plan.objects.get(title=row["plan"])
        template = CoverTemplate.objects.get(name=row["template"])
        cover_reports.begin(pack, template, plan, actor=self.writer)
        self._add(pack, PackPart.Kind.PLAN, plan.pk)


def _day(row: Row, name: str) -> date:
    return date.fromisoformat(row[name])


def _next_wednesday() -> date:
    """A Wednesday some weeks from today: the demonstration always has a meeting to come."""
    day = timezone.localdate() + WEEKS_AHEAD
    return day + timedelta(days=(2 - day.weekday()) % 7)
