"""Which kind of part an address names."""

from django.http import Http404

from plans.parts import KINDS, PartKind


def kind_or_404(key: str) -> PartKind:
    """The kind of part that an address names."""
    if key not in KINDS:
        raise Http404
    return KINDS[key]
