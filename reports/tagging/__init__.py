"""Makes WeasyPrint's tags what PDF/UA and its readers want; see each module for what.

`finish` is the `finisher` of `Document.write_pdf`: it runs when all pages and tags
are made and nothing is written yet.
"""

from typing import Any

import pydyf

from .artifacts import Artifacts
from .joining import join
from .links import describe_links, place_figures
from .structure import Reader, write
from .tables import describe_tables
from .tidying import tidy


def finish(document: Any, pdf: Any) -> None:
    """Rebuild the structure tree of a rendered document."""
    tree = Reader(document, pdf).read()
    artifacts = Artifacts()
    for margin in tree.margins:
        artifacts.add_margin(margin)
    join(tree.root, artifacts)
    tidy(tree.root, artifacts, document.metadata.lang)
    describe_tables(tree, pdf)
    describe_links(tree)
    place_figures(tree, document)
    write(tree, pdf)
    artifacts.write(pdf)
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
