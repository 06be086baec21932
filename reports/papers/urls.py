"""Addresses of frozen papers: for who has signed in, and for everybody."""

from django.urls import path, register_converter

from core.dates import read_year
from reports.models import PaperFile
from reports.papers import feeds
from reports.papers.views import paper, public, publishing


class MunicipalYearConverter:
    """ "2026-27" in an address: the year in which it begins."""

    regex = r"\d{4}-\d{2}"

    def to_python(self, value: str) -> int:
        year = read_year(value.replace("-", "/"))
        if year is None:
            raise ValueError(value)
        return year

    def to_url(self, value: str) -> str:
        return value.replace("/", "-")


class SideConverter:
    """Which of a paper's documents, so that no other word in its place is taken for one."""

    regex = "|".join(PaperFile.Side.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(MunicipalYearConverter, "municipal_year")
register_converter(SideConverter, "paper_side")

SIGNED_IN = "committee/papers/<int:pk>/"
PUBLIC = "papers/"

urlpatterns = [
    path(SIGNED_IN, paper.paper, name="paper"),
    path(f"{SIGNED_IN}publish/", publishing.publish_paper, name="publish"),
    path(f"{SIGNED_IN}check/", paper.check, name="check"),
    path(f"{SIGNED_IN}data/<int:plan>/", paper.paper_data, name="paper_data"),
    path(f"{SIGNED_IN}<paper_side:side>/", paper.paper_file, name="paper_file"),
    path(f"{SIGNED_IN}<paper_side:side>/text/", paper.paper_text, name="paper_text"),
    path(PUBLIC, public.index, name="public"),
    path(f"{PUBLIC}feed/", feeds.feed, name="feed"),
    path(f"{PUBLIC}<municipal_year:year>/", public.of_year, name="public_year"),
    path(f"{PUBLIC}<int:pk>/", public.paper, name="public_paper"),
    path(f"{PUBLIC}<int:pk>/paper.pdf", public.pdf, name="public_pdf"),
    path("sitemap.xml", feeds.sitemap_of_papers, name="sitemap"),
    path("robots.txt", public.robots, name="robots"),
]
