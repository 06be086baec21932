"""Checking an uploaded PDF where a hostile one does no harm: in a process of its own.

A file can be made to break any reader of PDFs: by loops, by depth, by a few kilobytes
that unpack to gigabytes. The process that looks at it has little memory and little
time; if it breaks, the file is refused and nothing else is touched.
"""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

from .annex import TOO_COMPLICATED, Annex, RefusedAnnex, check_size

logger = logging.getLogger(__name__)

ROOT = Path(__file__).parents[2]
SECONDS = 40
"""Of waiting; of computing it has half, as other work may be going on beside it."""


def inspect(content: bytes) -> Annex:
    """Tell what an uploaded PDF is, or refuse it."""
    check_size(content)
    try:
        run = subprocess.run(
            [sys.executable, "-m", "reports.annexes.examination"],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise RefusedAnnex(TOO_COMPLICATED) from None
    if run.stderr:
        logger.warning("Checking an annex: %s", run.stderr.decode(errors="replace"))
    if run.returncode != 0:
        raise RefusedAnnex(TOO_COMPLICATED)
    answer = json.loads(run.stdout)
    if "refused" in answer:
        raise RefusedAnnex(answer["refused"])
    sizes = tuple((width, height) for width, height in answer.pop("sizes"))
    return Annex(**answer | {"sizes": sizes, "notices": tuple(answer["notices"])})
