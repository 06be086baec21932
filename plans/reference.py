"""The places of plans' own reference data on the index page."""

from council.reference import Place, register_place


def register_places() -> None:
    """Called once, when the app is ready."""
    for place in (
        Place(
            "Outcome frameworks",
            "The outcomes and aims under which objectives are grouped, such as Every Child "
            "Matters.",
            "plans_reference:frameworks",
        ),
        Place(
            "Risk scales",
            "Steps of impact and probability, and the bands of scores.",
            "plans_reference:risk_scales",
        ),
        Place(
            "RAG definitions",
            "What red, amber and green mean for key performance indicators.",
            "plans_reference:rag_definitions",
        ),
    ):
        register_place(place)
