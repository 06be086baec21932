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
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from . import fonts
from .preparation import prepare
from .resources import OwnResources
from .tagging import finish
from .unicode_maps import mend_unicode_maps

LANGUAGE = "en-GB"
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


def render_pdf(
    html: str,
    *,
    title: str,
    language: str = LANGUAGE,
    author: str = "",
    created: datetime | None = None,
    base_url: str | None = None,
    files: Mapping[str, bytes] | None = None,
) -> Pdf:
    """Render a whole HTML document as a tagged PDF.

    `base_url` completes relative links (the address of the site); nothing is ever
    loaded from it. `files` are bytes that the HTML names as `given:NAME`. `created`
    is printed into the file's properties; without it the file bears no date, so that
    equal input gives equal bytes.
    """
    if not title.strip():
        raise ValueError("A PDF/UA document must have a title.")
    with _engine_messages() as messages:
        source = HTML(string=html, base_url=base_url, url_fetcher=OwnResources(files))
        source.etree_element.set("lang", language)
        missing = prepare(source.etree_element)
        configuration = _font_configuration()
        with _without_garbage_collection():
            document = source.render(
                font_config=configuration,
                stylesheets=[_font_faces(configuration)],
                pdf_variant="pdf/ua-1",
            )
            document.metadata.title = " ".join(fonts.replace_missing(title)[0].split())
            document.metadata.lang = language
            document.metadata.authors = [author] if author else []
            document.metadata.created = created.isoformat(timespec="seconds") if created else None
            content = document.write_pdf(
                finisher=_finish,
                pdf_variant="pdf/ua-1",
                pdf_identifier=hashlib.sha256(html.encode(errors="replace")).hexdigest()[:32],
            )
    notices = [
        Notice("character", f"No font has the character {fonts.name_of(character)}", count)
        for character, count in sorted(missing.items())
    ]
    notices += [Notice("engine", message, count) for message, count in messages.items()]
    return Pdf(content, len(document.pages), tuple(notices))


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
def _engine_messages() -> Iterator[Counter[str]]:
    """What WeasyPrint warns of while this thread renders, each message with its count."""
    messages: Counter[str] = Counter()
    thread = threading.get_ident()

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == thread:
                messages[record.getMessage()] += 1

    logger = logging.getLogger("weasyprint")
    collector = Collector(level=logging.WARNING)
    logger.addHandler(collector)
    try:
        yield messages
    finally:
        logger.removeHandler(collector)
