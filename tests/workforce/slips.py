"""Tables with slips in them, and answers to their warnings."""

from __future__ import annotations

from datetime import date

from accounts.models import User
from council.models import Directorate
from tests.factories.workforce import LOWER, UPPER, SnapshotFactory, print_shares
from tests.workforce.held import LONG_BEFORE
from workforce.checking import Checked, answer_warning, check
from workforce.models import CheckAnswer, Snapshot

WORDS = (
    f"Whole council: staff on 31 March 2024, {UPPER}: female 61.0 and male 49.0 are 110.0 "
    "together, not 100. Beside female 61.0, male would be 38.9 to 39.1."
)


def with_a_slip(day: date = LONG_BEFORE, directorate: Directorate | None = None) -> Snapshot:
    """Female and male are 110 together in one of its groups."""
    snapshot = SnapshotFactory(directorate=directorate, day=day, way="percentages")
    print_shares(snapshot, UPPER, female="61.0", male="49.0")
    print_shares(snapshot, LOWER, female="71.3", male="28.7")
    return snapshot


def the_warning(snapshot: Snapshot) -> Checked:
    (warned,) = check(snapshot).warnings
    return warned


def answered(
    snapshot: Snapshot, by: User, note: str = "39.0 was meant.", *, as_footnote: bool = True
) -> CheckAnswer:
    """Its only warning with an answer."""
    key = the_warning(snapshot).slip.key
    return answer_warning(snapshot, key, note, as_footnote=as_footnote, actor=by)


def correct(snapshot: Snapshot, text: str = "39.0") -> None:
    """Change the figure that is wrong."""
    shares = snapshot.groups.get(group__name=UPPER).shares
    shares.filter(headline="male").update(text=text)
