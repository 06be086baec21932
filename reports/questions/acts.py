"""What people do to the answers of a pack."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.models import User
from core.positions import next_position
from reports.models import Pack, PackPart
from reports.packs.acts import writing
from reports.questions.answer_form import AnswerForm
from reports.questions.audit_actions import PACK_ANSWERED


def answer_questions(pack: Pack, touched: Iterable[AnswerForm], *, actor: User) -> int:
    """Keep what valid forms say; how many answers changed. An emptied answer is removed.

    The first answer brings the part with the answers into the pack, the last one takes it out.
    """
    changed = [form for form in touched if form.has_changed()]
    if not changed:
        return 0
    with writing(pack, PACK_ANSWERED, actor=actor):
        for form in changed:
            answer = form.save(commit=False)
            if answer.text:
                answer.save()
            elif answer.pk:
                answer.delete()
        _keep_part(pack)
    return len(changed)


def _keep_part(pack: Pack) -> None:
    """The part stands in the pack as long as there is an answer."""
    parts = pack.parts.filter(kind=PackPart.Kind.ANSWERS)
    if not pack.answers.exists():
        parts.delete()
    elif not parts.exists():
        position = next_position(pack.parts.all(), first=1)
        PackPart.objects.create(pack=pack, kind=PackPart.Kind.ANSWERS, position=position)
