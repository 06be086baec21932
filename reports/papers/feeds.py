"""Public papers for feed readers and search engines."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from core.dates import in_words
from council.models import Council
from reports.models import Publication
from reports.papers.public import publications, standing, years
from reports.papers.views.public import label_of, public_page

MOST = 50


class PapersFeed(Feed):
    """The latest public papers, corrected versions among them."""

    feed_type = Atom1Feed
    link = reverse_lazy("papers:public")
    feed_url = reverse_lazy("papers:feed")

    def get_object(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> Council:
        return Council.current()

    def title(self, council: Council) -> str:
        return f"Committee papers of {council.name or 'the council'}"

    def subtitle(self) -> str:
        return "Papers for scrutiny committees on equality, as they are published"

    def author_name(self, council: Council) -> str:
        return council.name or "The council"

    def items(self) -> list[Publication]:
        return list(publications()[:MOST])

    def item_title(self, item: Any) -> str:
        if item.paper.version == 1:
            return str(item.paper)
        return f"{item.paper} (corrected version {item.paper.version})"

    def item_description(self, item: Any) -> str:
        paper = item.paper
        told = (
            f"{paper.directorate_name}. For {paper.committee_name}, {in_words(paper.meeting_day)}."
        )
        # Feed readers take a summary for HTML.
        return escape(f"{told} Corrected: {paper.correction}" if paper.correction else told)

    def item_link(self, item: Any) -> str:
        return reverse("papers:public_paper", args=[item.paper_id])

    def item_pubdate(self, item: Publication) -> datetime:
        return item.published_at

    def item_updateddate(self, item: Publication) -> datetime:
        return item.published_at


class ListsSitemap(Sitemap):
    """The list of years and the list of each year."""

    def items(self) -> list[str]:
        of_years = [reverse("papers:public_year", args=[label_of(year)]) for year, _ in years()]
        return [reverse("papers:public"), *of_years]

    def location(self, item: Any) -> str:
        return str(item)


class PapersSitemap(Sitemap):
    """The papers that no later version replaces."""

    def items(self) -> list[Publication]:
        return standing()

    def location(self, item: Any) -> str:
        return reverse("papers:public_paper", args=[item.paper_id])

    def lastmod(self, item: Publication) -> datetime:
        return item.published_at


feed = public_page(PapersFeed())


@public_page
def sitemap_of_papers(request: HttpRequest) -> HttpResponse:
    """Where search engines find the papers."""
    return sitemap(request, sitemaps={"lists": ListsSitemap, "papers": PapersSitemap}).render()
