"""Several documents bound into one PDF: one contents page, page numbers that go on, one tag tree.

bound = bind(Front(…), [BoundPart(title, written), …], title=…, draft=True)
"""

from reports.binding.binder import Bound, bind
from reports.binding.parts import BoundAnnex, BoundPart

__all__ = ["Bound", "BoundAnnex", "BoundPart", "bind"]
