"""What plans add to the pages of reference data: places of their own, and handing over."""

from council.models import Person
from council.reference import Place, RowPage, register_place, register_row_page
from plans.handover import may_hand_over


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
    register_row_page(
        Person,
        RowPage(
            "Correct the name where plans print it",
            "Correct name",
            "plans:correct_name",
            may_hand_over,
        ),
    )
    register_row_page(
        Person, RowPage("Hand over what is open", "Hand over", "plans:handover", may_hand_over)
    )
