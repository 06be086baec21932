"""The forms by which packs are begun, filled and taken further."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from accounts.capabilities import Capability
from accounts.models import User
from core.conflicts import RevisedModelForm
from core.form_messages import words_for
from core.forms import GovukForm, Look
from core.text import TEXT, article
from council.models import Directorate
from reports.models import Meeting, Pack, PackPart
from reports.packs.sources import Source
from reports.packs.steps import Step
from reports.papers.naming import refusal

NOT_FIXED = "Not fixed yet"
LONGEST_FILE_NAME = 255


class PackForm(RevisedModelForm):
    """A pack's details: what it is called and where it goes."""

    looks = {
        "title": Look(called="a title"),
        "committee": Look(called="the committee"),
        "meeting": Look(called="the meeting"),
    }

    class Meta:
        model = Pack
        fields: tuple[str, ...] = ("title", "committee", "meeting", "replaces_names")
        labels = {
            "title": "Title",
            "committee": "Committee",
            "meeting": "Meeting",
            "replaces_names": "Name posts instead of junior officers in the public version",
        }
        help_texts = {
            "title": "As the agenda will name it. For example, Equality and diversity action plan "
            "2026/27",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meetings = Meeting.objects.coming(timezone.localdate())
        if self.instance.meeting_id:
            meetings = Meeting.objects.filter(pk=self.instance.meeting_id) | meetings
        field = self.fields["meeting"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = self.offered(meetings.select_related("committee"))
        field.empty_label = NOT_FIXED

    def offered(self, meetings: Any) -> Any:
        return meetings

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        committee, meeting = cleaned.get("committee"), cleaned.get("meeting")
        if committee and meeting and meeting.committee_id != committee.pk:
            self.add_error("meeting", f"Select a meeting of {committee}")
        if cleaned.get("replaces_names") and (named := refusal(cleaned.get("title", ""))):
            self.add_error("title", named)
        return cleaned


class BeginPackForm(PackForm):
    """A pack that is begun: for the committee before which its directorate comes."""

    looks = {**PackForm.looks, "directorate": Look(called="the directorate")}

    class Meta(PackForm.Meta):
        fields = ("title", "directorate", "meeting", "replaces_names")
        labels = {**PackForm.Meta.labels, "directorate": "Directorate"}
        help_texts = {
            **PackForm.Meta.help_texts,
            "meeting": "Of the committee before which the directorate comes. Both can be changed "
            "afterwards",
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        reach = user.reach(Capability.WRITE_PAPERS)
        self._directorates = Directorate.objects.all()
        if not reach.everywhere:
            self._directorates = self._directorates.filter(pk__in=reach.directorates)
        super().__init__(*args, **kwargs)
        field = self.fields["directorate"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = self._directorates.select_related("committee")
        if not self.instance.pk and len(self._directorates) == 1:
            self.initial["directorate"] = self._directorates[0].pk

    def offered(self, meetings: Any) -> Any:
        return meetings.filter(committee__directorates__in=self._directorates).distinct()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        directorate, meeting = cleaned.get("directorate"), cleaned.get("meeting")
        if directorate is None:
            return cleaned
        committee = directorate.committee
        if committee is None:
            self.add_error(
                "directorate",
                f"{directorate} comes before no committee yet. An administrator can say which",
            )
        elif meeting and meeting.committee_id != committee.pk:
            self.add_error("meeting", f"Select a meeting of {committee}")
        else:
            self.instance.committee = committee
        return cleaned


class ExemptionForm(RevisedModelForm):
    """Why part B is not published."""

    exempt_paragraph = forms.TypedChoiceField(
        label="Paragraph of Schedule 12A",
        help_text="To the Local Government Act 1972",
        choices=Pack.ExemptParagraph.choices,
        coerce=int,
        widget=forms.RadioSelect,
    )
    looks = {
        "exempt_paragraph": Look(called="the paragraph of Schedule 12A"),
        "public_interest": Look(called="why the public interest favours not publishing"),
    }

    class Meta:
        model = Pack
        fields = ("exempt_paragraph", "public_interest")
        labels = {"public_interest": "Why the public interest favours not publishing it"}
        help_texts = {"public_interest": "Printed at the beginning of part B"}
        widgets = {"public_interest": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["public_interest"].required = True


class PartForm(RevisedModelForm):
    """How a part is called in the contents, and on which side it stands."""

    looks = {"title": Look(called="the title")}

    class Meta:
        model = PackPart
        fields = ("title", "is_exempt")
        labels = {
            "title": "Title in the contents",
            "is_exempt": "Exempt from publication: goes into part B",
        }
        help_texts = {"title": "Only if it shall be called otherwise than it calls itself"}


class SubjectField(forms.ModelChoiceField):
    """What a part is made of, among what is offered."""

    def __init__(self, source: Source, pack: Pack, user: User) -> None:
        self._called = source.called
        name = words_for(source.kind.label)
        super().__init__(
            source.offered(pack, user),
            label=source.kind.label,
            widget=forms.RadioSelect,
            empty_label=None,
            error_messages={"required": f"Select {article(name)} {name}"},
        )

    def label_from_instance(self, obj: Any) -> str:
        return self._called(obj)


class AddPartForm(PartForm):
    """A part that is added: which plan, period or publication it is."""

    def __init__(self, *args: Any, source: Source, pack: Pack, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"subject": SubjectField(source, pack, user), **self.fields}
        self.prepare_field("subject")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if subject := cleaned.get("subject"):
            self.instance.target_id = subject.pk
        return cleaned


class AnnexForm(PartForm):
    """A PDF that is uploaded as a part. It is examined before it is kept."""

    file = forms.FileField(
        label="PDF file", help_text="At most 25 MB and 200 pages, without a password"
    )
    looks = {**PartForm.looks, "file": Look(called="a PDF file")}
    field_order = ("file", "title", "is_exempt")

    def clean_file(self) -> UploadedFile:
        # The reader of PDFs takes a while to load, and only this needs it.
        from reports.annexes import MAXIMUM_SIZE, RefusedAnnex, inspect

        file: UploadedFile = self.cleaned_data["file"]
        if len(file.name or "") > LONGEST_FILE_NAME:
            raise ValidationError("The name of the file is too long")
        if (file.size or 0) > MAXIMUM_SIZE:
            raise ValidationError("The file is too large: an annex may have at most 25 MB")
        self.content = file.read()
        try:
            self.found = inspect(self.content)
        except RefusedAnnex as refused:
            raise ValidationError(str(refused)) from None
        return file


class StepForm(GovukForm):
    """Taking a step: its reason, where one is asked."""

    looks = {"note": Look(called="the reason")}

    note = forms.CharField(max_length=TEXT, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not step.reason:
            del self.fields["note"]
            return
        field = self.fields["note"]
        field.label = step.reason
        field.error_messages["required"] = step.reason_missing
        if step.key == "correct":
            field.help_text = (
                "Everybody reads this, in the public version too. Say nothing of part B or of a "
                "person"
            )
