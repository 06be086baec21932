"""The council's logo: a PNG picture, checked before it is kept."""

from __future__ import annotations

import io
import warnings
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

MAX_BYTES = 1024 * 1024
SMALLEST, LARGEST = 32, 3000
LONGEST_SHAPE = 12
PNG = b"\x89PNG\r\n\x1a\n"


class LogoField(forms.FileField):
    """A PNG of up to 1 MB. What is kept is drawn anew from its pixels, and nothing else of it."""

    widget = forms.FileInput

    def to_python(self, data: Any) -> Any:
        file = super().to_python(data)
        if file is None:
            return None
        if file.size > MAX_BYTES:
            raise ValidationError("The logo must be smaller than 1 MB")
        return ContentFile(redrawn(file.read()), name="logo.png")


def redrawn(content: bytes) -> bytes:
    """The picture as a plain PNG. Raises ValidationError for all that is no fit logo."""
    if not content.startswith(PNG):
        raise ValidationError("The logo must be a PNG picture")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=["PNG"])
            check_size(*picture.size)
            picture.verify()  # every part of the file; a picture can be loaded without its end
            picture = Image.open(io.BytesIO(content), formats=["PNG"])
            kept = io.BytesIO()
            picture.save(kept, format="PNG")
    except ValidationError:
        raise
    except Exception:  # the decoder raises whatever a broken file leads it to
        raise ValidationError("The logo is damaged, or not a PNG picture") from None
    return kept.getvalue()


def check_size(width: int, height: int) -> None:
    """Refuse what would print as a blur, or as a thread, or fill the memory."""
    if min(width, height) < SMALLEST or max(width, height) > LARGEST:
        raise ValidationError(
            f"The logo must be between {SMALLEST} and {LARGEST:,} pixels wide and high; "
            f"it is {width:,} by {height:,}"
        )
    if max(width, height) > LONGEST_SHAPE * min(width, height):
        raise ValidationError(
            f"The logo is {width:,} by {height:,} pixels, which is too long and thin to print"
        )
