"""Where a passage of a paper is read."""

from django.urls import reverse

from reports.models import PaperText


def passage_url(passage: PaperText) -> str:
    """Its place on the page with the text of its document."""
    file = passage.file
    return f"{reverse('papers:paper_text', args=[file.paper_id, file.side])}#{passage.anchor}"
