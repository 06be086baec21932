"""Whether stored and downloaded files are what was frozen."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.db.models import CharField, F, Func, QuerySet, Value

from accounts.models import User
from reports.models import Audience, Paper, PaperFile
from reports.papers.rights import readable_files


def recomputed(files: QuerySet[PaperFile]) -> QuerySet[PaperFile]:
    """The documents with the SHA-256 that the database makes of their bytes at this moment."""
    digest = Func(F("content"), function="sha256")
    return files.annotate(
        recomputed=Func(digest, Value("hex"), function="encode", output_field=CharField())
    )


@dataclass(frozen=True)
class Checked:
    """What a file that somebody uploaded was found to be."""

    name: str
    sha256: str
    file: PaperFile | None
    """The frozen document that it equals to the last byte."""


def check_upload(upload: UploadedFile, paper: Paper, user: User) -> Checked:
    """Compare a file with the documents of all versions of a paper that a user may read."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    sha256 = digest.hexdigest()
    versions = Paper.objects.readable_by(user).filter(pack=paper.pack_id).defer("data")
    own = (readable_files(user, version).values_list("pk", flat=True) for version in versions)
    readable = {number for numbers in own for number in numbers}
    for_everybody = PaperFile.objects.filter(
        paper__in=versions, audience=Audience.PUBLIC
    ).values_list("pk", flat=True)
    known = PaperFile.objects.filter(pk__in=readable.union(for_everybody), sha256=sha256)
    file = known.defer("content", "html").select_related("paper").defer("paper__data").first()
    return Checked(name=upload.name or "", sha256=sha256, file=file)
