"""Lets `python scripts WORD` work from any folder, so that ./dev keeps the person's own."""

import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from scripts.commands import main  # noqa: E402

sys.exit(main(sys.argv[1:]))
