"""The script with which a device keeps the framework to be read offline."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse

from accounts.access import public
from thresholds.access import readable_by
from thresholds.offline import SCRIPT, kept_by_a_device, read


@public
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of the readers' pages, with what it keeps of the version in force. Who
    may not read it is told to keep nothing, and what was kept before goes."""
    kept = kept_by_a_device(readable_by(request.user).in_force())
    script = f"const kept = {json.dumps(kept)};\n".encode() + read(SCRIPT)
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers=headers)
