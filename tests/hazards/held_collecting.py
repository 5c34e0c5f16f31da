"""The command, which goes no further than so many files while a file is there: who kills it half way may be slow.

python tests/hazards/held_collecting.py HOLDER FILES manage collect_reports …
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def main(holder: Path, files: int, *words: str) -> int:
    """Run the command with these words."""
    import django

    django.setup()
    from gongkai import cli
    from gongkai.apps.reporting.management.commands import collect_reports

    run_intake = collect_reports.run_intake

    def held(**told: Any) -> Iterator[Any]:
        for intake in run_intake(**told):
            yield intake
            while intake.files_done >= files and holder.exists():
                time.sleep(0.05)

    collect_reports.run_intake = held
    return cli.main(words)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:]))
