"""Documents that are made, and the committee's papers: one subject to a file."""

from reports.models.annual_report import AnnualReport, AnnualReportStep, ReportedAssessment
from reports.models.cover_report import (
    AsksFor,
    CoverOption,
    CoverReport,
    CoverSection,
    CoverShape,
    CoverTemplate,
    SectionKind,
    TemplateSection,
)
from reports.models.document import Document
from reports.models.meeting import Meeting
from reports.models.note import PaperNote
from reports.models.pack import Annex, Pack, PackPart, PackStep
from reports.models.paper import Audience, Paper, PaperAnswer, PaperFile, PaperText
from reports.models.publication import Publication
from reports.models.question import PackAnswer, Question, QuestionTopic
from reports.models.recommendation import Recommendation, RecommendationResponse, Resolution

__all__ = [
    "Annex",
    "AnnualReport",
    "AnnualReportStep",
    "AsksFor",
    "Audience",
    "CoverOption",
    "CoverReport",
    "CoverSection",
    "CoverShape",
    "CoverTemplate",
    "Document",
    "Meeting",
    "Pack",
    "PackAnswer",
    "PackPart",
    "PackStep",
    "Paper",
    "PaperAnswer",
    "PaperFile",
    "PaperNote",
    "PaperText",
    "Publication",
    "Question",
    "QuestionTopic",
    "Recommendation",
    "RecommendationResponse",
    "ReportedAssessment",
    "Resolution",
    "SectionKind",
    "TemplateSection",
]
