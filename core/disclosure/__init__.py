"""Disclosure control: what of the true figures may leave the council.

Small counts about people are hidden, and with them the fewest other figures that keep anybody
from working them out: from the totals of the table, from other tables that share a total, from
"not recorded", from what was published in earlier years. Nothing about people is published
without passing through `publish`.

    quantities = by_years(totals, breakdowns)         # or two_way(...), or Quantities(...)
    publication = publish(quantities, profile, past=[release of last year])
    publication.cells[("2025/26", "gender of victims", "female")].text      # "12" or "[c]"
    publication.notes                                 # the lines under the table

- A `Quantities` holds figures by key, the sums between them and the percentages that are
  printed of them. A key names the quantity and not the cell: what two tables or two releases
  tell of the same thing has one key. `Quantities.together` joins tables that are published
  together. A figure of None is not held, prints as [x] and hides nothing.
- A `Profile` is the council's rule: threshold, whether 0 is shown, rounding base, smallest
  base of a percentage, markers.
- `publish` chooses the cheapest safe pattern (or rounds), prints, and has the result judged by
  `audit`, which reads what is printed as a reader would and shares no program with what chose
  the pattern. It raises `NotSafe` where the audit fails.
- A `Publication` says what is printed, why a figure is hidden (for officers only), how the
  pattern was found, and what a reader can know of each hidden count. Its `release` is to be
  kept: the next publication of the same people must be given it.
- Figures that have changed since a release take other names first: `renamed_where_revised`.

What it does not cover is said in docs/adr/0009-disclosure-control.md: somebody who knows their
own count, and reasoning from the fact that as little as possible was hidden.
"""

from core.disclosure.audit import Audit, Fault, Finding, audit
from core.disclosure.kept import kept, release_of
from core.disclosure.officers import hidden_in_words, joined, mark_of, preferred
from core.disclosure.profile import Marker, Profile
from core.disclosure.protect import Method
from core.disclosure.publishing import Cell, NotSafe, Publication, Reason, publish
from core.disclosure.quantities import Figure, Key, Kind, Quantities, Ratio, Sum
from core.disclosure.ranges import Contradiction, Range
from core.disclosure.release import Release
from core.disclosure.revised import renamed_ratio, renamed_where_revised
from core.disclosure.tables import NOT_RECORDED, RECORDED, TOTAL, by_years, two_way

__all__ = [
    "NOT_RECORDED",
    "RECORDED",
    "TOTAL",
    "Audit",
    "Cell",
    "Contradiction",
    "Fault",
    "Figure",
    "Finding",
    "Key",
    "Kind",
    "Marker",
    "Method",
    "NotSafe",
    "Profile",
    "Publication",
    "Quantities",
    "Range",
    "Ratio",
    "Reason",
    "Release",
    "Sum",
    "audit",
    "by_years",
    "hidden_in_words",
    "joined",
    "kept",
    "mark_of",
    "preferred",
    "publish",
    "release_of",
    "renamed_ratio",
    "renamed_where_revised",
    "two_way",
]
