"""What a document may load while it is rendered: our own files and what the caller hands over.

Text that people typed can name any address (an image, a style sheet, a file on
the server). None of it is ever fetched: there is no network and no reading of
other files, whatever a document says.
"""

import mimetypes
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from django.conf import settings
from weasyprint.urls import URLFetcher, URLFetcherResponse

from . import fonts


class RefusedResource(ValueError):
    """A document asked for something that is not ours to give."""


class OwnResources(URLFetcher):
    """Answers four schemes and refuses all others.

    `static:pdf/print.css`  a file of the project's static folder
    `fonts:NAME.ttf`        a font of the assets
    `given:NAME`            bytes that the caller handed over (the council's logo)
    `data:…`                bytes that stand in the document itself
    """

    def __init__(self, given: Mapping[str, bytes] | None = None) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self._given = dict(given or {})

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Give the resource, or raise RefusedResource: a notice then tells of it."""
        scheme, _, name = url.partition(":")
        match scheme.lower():
            case "static":
                content = _read(Path(settings.BASE_DIR) / "static", name)
            case "fonts":
                content = _read(fonts.folder(), name)
            case "given" if name in self._given:
                content = self._given[name]
            case "data":
                return super().fetch(url)
            case _:
                raise RefusedResource("only the document's own resources are loaded")
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, content, {"Content-Type": kind})


def _read(folder: Path, name: str) -> bytes:
    """The bytes of a file below the folder: no way out of it, by dots or by links."""
    path = folder.joinpath(*PurePosixPath(name).parts).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise RefusedResource(f"there is no file of ours named {name}")
    return path.read_bytes()
