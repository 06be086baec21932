"""PDFs that officers upload, put into a committee pack.

    annex = inspect(content)                      # or raises RefusedAnnex with the reason
    grafted = graft(pack, [Insertion(content, first_page=12, number_of_pages=annex.pages,
                                     name="Annex A: Audit report")])
    grafted.content, grafted.claims_accessibility

The pack's HTML has one `<div class="annex-page"></div>` for each page of an annex, after
its divider page. Each is a placeholder page: a strip as wide as a sheet and as high as a
page's foot, which the annex's page then gets as its own foot.

    @page annex {
      size: 210mm 10mm;
      margin: 0 24mm 9.8mm;
      background: none;
      border-top: 0.5pt solid #a5acb2;
      @top-left { content: none }
      @top-right { content: none }
      @bottom-left { vertical-align: middle; padding: 0 }
      @bottom-right { vertical-align: middle; padding: 0 }
    }
    .annex-page { page: annex; break-before: page }
"""

from .annex import MAXIMUM_PAGES, MAXIMUM_SIZE, Annex, RefusedAnnex
from .grafting import Grafted, Insertion, graft
from .inspection import inspect

__all__ = [
    "MAXIMUM_PAGES",
    "MAXIMUM_SIZE",
    "Annex",
    "Grafted",
    "Insertion",
    "RefusedAnnex",
    "graft",
    "inspect",
]
