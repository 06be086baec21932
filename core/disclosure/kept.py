"""A release as it is kept in the database, and read again for the next publication."""

from __future__ import annotations

from typing import Any

from core.disclosure.profile import Profile
from core.disclosure.quantities import Figure, Key, Kind, Ratio, Sum
from core.disclosure.release import Release

_RULE = ("threshold", "zero_shown", "base", "smallest_base")


def kept(release: Release) -> dict[str, Any]:
    """A release in plain lists and words. Its figures are true: only the council reads them."""
    profile = release.profile
    return {
        "profile": {name: getattr(profile, name) for name in _RULE},
        "printed": [[list(key), text] for key, text in release.printed.items()],
        "figures": [[list(key), _plain(figure)] for key, figure in release.figures.items()],
        "sums": [[list(one.total), [list(part) for part in one.parts]] for one in release.sums],
        "ratios": [
            [
                {
                    "numerator": list(ratio.numerator),
                    "denominator": ratio.denominator
                    if isinstance(ratio.denominator, int)
                    else list(ratio.denominator),
                    "per": ratio.per,
                    "decimals": ratio.decimals,
                },
                text,
            ]
            for ratio, text in release.ratios.items()
        ],
        "forced": [list(key) for key in sorted(release.forced)],
        "controlled": release.controlled,
        "zeros_hidden": release.zeros_hidden,
    }


def release_of(record: dict[str, Any]) -> Release:
    """The release that `kept` wrote down."""
    return Release(
        Profile(**record["profile"]),
        {tuple(key): text for key, text in record["printed"]},
        {tuple(key): _figure(figure) for key, figure in record["figures"]},
        tuple(
            Sum(tuple(total), tuple(tuple(part) for part in parts))
            for total, parts in record["sums"]
        ),
        {_ratio(ratio): text for ratio, text in record["ratios"]},
        frozenset(tuple(key) for key in record["forced"]),
        record["controlled"],
        record["zeros_hidden"],
    )


def _plain(figure: Figure) -> int | str | None:
    return figure.value if isinstance(figure, Kind) else figure


def _figure(plain: int | str | None) -> Figure:
    return Kind(plain) if isinstance(plain, str) else plain


def _ratio(plain: dict[str, Any]) -> Ratio:
    denominator: Key | int = (
        plain["denominator"]
        if isinstance(plain["denominator"], int)
        else tuple(plain["denominator"])
    )
    return Ratio(tuple(plain["numerator"]), denominator, plain["per"], plain["decimals"])
