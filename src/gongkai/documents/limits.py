"""How much a file may ask of us before it is refused (读取上限).

A report of a province is under 5 MB and 60 pages in every carrier; the limits leave room for pictures and appendices
and still keep any one file within 5 seconds and 500 MB.
"""

from __future__ import annotations

import os

FILE_SECONDS = float(os.environ.get("GONGKAI_FILE_SECONDS") or 4.5)
"""By the clock on the wall. A machine that is slow, or busy with other things, may be told to give a file longer."""
PAGES_SECONDS = FILE_SECONDS - 0.5
"""For taking pages to pieces; what is left is for making sense of them."""
MAX_FILE_BYTES = 40 * 1024 * 1024
MAX_UNPACKED_BYTES = 80 * 1024 * 1024
"""Sum of the parts of a zip container that are read."""
MAX_PARTS = 4_000
MAX_PAGES = 300
MAX_TEXT_CHARACTERS = 4_000_000
MAX_CELLS = 200_000
