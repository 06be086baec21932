"""From HTML to an accessible PDF (PDF/UA-1), the same bytes each time.

    pdf = render_pdf(render_to_string("pdf/plan.html", context), title="Plan 2026/27")
    pdf.content, pdf.pages, pdf.notices

The HTML is a whole document, usually a template that extends `pdf/base.html`.
"""

import gc
import hashlib
import logging
import os
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from . import fonts
from .preparation import prepare
from .progress import Progress, told_by_the_engine
from .resources import OwnResources
from .tagging import finish
from .unicode_maps import mend_unicode_maps

LANGUAGE = "en-GB"
VARIANT = "pdf/ua-1"
NO_SYSTEM_FONTS = (
    b'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig/>'
)
_environment = threading.Lock()


@dataclass(frozen=True)
class Notice:
    """Something about a document that the person who asked for it should know."""

    kind: Literal["character", "engine"]
    message: str
    count: int = 1


@dataclass(frozen=True)
class Pdf:
    """A finished document."""

    content: bytes = field(repr=False)
    pages: int
    notices: tuple[Notice, ...] = ()


class LaidOut(NamedTuple):
    """The pages of a document as WeasyPrint made them, before anything is written."""

    document: Any

    @property
    def pages(self) -> list[Any]:
        pages: list[Any] = self.document.pages
        return pages


class Renderer:
    """Parses, prepares, lays out and writes documents that share their fonts and their files.

    `base_url` completes relative links (the address of the site); nothing is ever loaded from
    it. `files` are bytes that the HTML names as `given:NAME`. What the person who asked should
    know gathers in `notices`.
    """

    def __init__(
        self,
        *,
        language: str = LANGUAGE,
        base_url: str | None = None,
        files: Mapping[str, bytes] | None = None,
    ) -> None:
        self._language = language
        self._base_url = base_url
        self._fetcher = OwnResources(files)
        self._configuration = _font_configuration()
        self._faces = _font_faces(self._configuration)
        self._missing: Counter[str] = Counter()
        self._messages: Counter[str] = Counter()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was told so far: characters without a sign, and what the engine warned of."""
        characters = [
            Notice("character", f"No font has the character {fonts.name_of(character)}", count)
            for character, count in sorted(self._missing.items())
        ]
        engine = [Notice("engine", message, count) for message, count in self._messages.items()]
        return (*characters, *engine)

    def parse(self, html: str) -> HTML:
        """The HTML of a whole document; its tree is `etree_element`."""
        with _engine_messages(self._messages):
            source = HTML(string=html, base_url=self._base_url, url_fetcher=self._fetcher)
        source.etree_element.set("lang", self._language)
        return source

    def prepare(self, source: HTML) -> None:
        """Make a parsed document ready to print."""
        self._missing += prepare(source.etree_element)

    def lay_out(
        self, source: HTML, *, first_page: int | None = None, progress: Progress | None = None
    ) -> LaidOut:
        """The pages of a document; the first one has a number, if it is given. `progress` is told
        how far it is, page by page."""
        styles = [self._faces]
        if first_page is not None:
            styles.append(CSS(string=f"@page :first {{ counter-reset: page {first_page} }}"))
        with self._listening(progress), _without_garbage_collection():
            document = source.render(
                font_config=self._configuration, stylesheets=styles, pdf_variant=VARIANT
            )
        return LaidOut(document)

    @contextmanager
    def _listening(self, progress: Progress | None) -> Iterator[None]:
        with _engine_messages(self._messages), told_by_the_engine(progress):
            yield

    def write(
        self,
        of: LaidOut,
        pages: Sequence[Any],
        *,
        title: str,
        author: str,
        identifier: str,
        created: datetime | None = None,
        progress: Progress | None = None,
    ) -> bytes:
        """Write pages, of one document or of several, as one tagged PDF."""
        document = of.document.copy(list(pages))
        document.metadata.title = " ".join(fonts.replace_missing(title)[0].split())
        document.metadata.lang = self._language
        document.metadata.authors = [author] if author else []
        document.metadata.created = created.isoformat(timespec="seconds") if created else None
        with self._listening(progress), _without_garbage_collection():
            content: bytes = document.write_pdf(
                finisher=_finish, pdf_variant=VARIANT, pdf_identifier=identifier
            )
        return content


def render_pdf(
    html: str,
    *,
    title: str,
    language: str = LANGUAGE,
    author: str = "",
    created: datetime | None = None,
    base_url: str | None = None,
    files: Mapping[str, bytes] | None = None,
    progress: Progress | None = None,
) -> Pdf:
    """Render a whole HTML document as a tagged PDF.

    `created` is printed into the file's properties; without it the file bears no date, so that
    equal input gives equal bytes. `progress` is told how far it is, page by page. Raises ValueError
    without a title.
    """
    if not title.strip():
        raise ValueError("A PDF/UA document must have a title.")
    renderer = Renderer(language=language, base_url=base_url, files=files)
    source = renderer.parse(html)
    renderer.prepare(source)
    laid_out = renderer.lay_out(source, progress=progress)
    content = renderer.write(
        laid_out,
        laid_out.pages,
        title=title,
        author=author,
        created=created,
        progress=progress,
        identifier=hashlib.sha256(html.encode(errors="replace")).hexdigest()[:32],
    )
    return Pdf(content, len(laid_out.pages), renderer.notices)


def _finish(document: Any, pdf: Any) -> None:
    """What is put right when all pages are made and nothing is written yet."""
    mend_unicode_maps(document, pdf)
    finish(document, pdf)


@cache
def _empty_font_configuration() -> str:
    """Path of a Fontconfig file that names no fonts: those of the machine stay out."""
    handle, name = tempfile.mkstemp(prefix="no-system-fonts-", suffix=".conf")
    with os.fdopen(handle, "wb") as file:
        file.write(NO_SYSTEM_FONTS)
    return name


def _font_configuration() -> FontConfiguration:
    """A set of fonts with nothing in it yet.

    Fontconfig reads its configuration file from the environment, and only while a
    configuration is made: the variable is set for that moment.
    """
    with _environment:
        path = _empty_font_configuration()
        if not Path(path).exists():  # a cleaner of temporary files was here
            _empty_font_configuration.cache_clear()
            path = _empty_font_configuration()
        before = os.environ.get("FONTCONFIG_FILE")
        os.environ["FONTCONFIG_FILE"] = path
        try:
            return FontConfiguration()
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before


def _font_faces(configuration: FontConfiguration) -> CSS:
    return CSS(
        string=fonts.font_face_css() + f'html {{ font-family: "{fonts.FAMILY}" }}',
        font_config=configuration,
        url_fetcher=OwnResources(),
    )


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Layout makes millions of objects that all stay alive: collecting is in vain (4–17 %)."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def _engine_messages(messages: Counter[str]) -> Iterator[None]:
    """Count what WeasyPrint warns of while this thread renders."""
    thread = threading.get_ident()

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == thread:
                messages[record.getMessage()] += 1

    logger = logging.getLogger("weasyprint")
    collector = Collector(level=logging.WARNING)
    logger.addHandler(collector)
    try:
        yield
    finally:
        logger.removeHandler(collector)
