"""Write the sample reports again from their sources: ``python samples/make_samples.py`` (重新生成样例).

Each source in ``sources/`` holds a report's words, its figures and the slips in its labels. The files in ``reports/``
and ``expected/`` follow from it byte by byte, and so do the ``renditions/``: one of the reports again in the other
carriers. The one in the old format of Word needs an office suite, whose files differ from run to run:
``python samples/make_samples.py --old-word``.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from carriers import fixed, markdown, one_cell_a_line, portable, web_page, word, workbook
from sources import Source, expected, read_source

HERE = Path(__file__).parent

Carrier = tuple[str, Callable[[Source], bytes]]
WORD, WORKBOOK, PDF, OFD = ("docx", word), ("xlsx", workbook), ("pdf", portable), ("ofd", fixed)
TEXT, WEB_PAGE, MARKDOWN = ("txt", one_cell_a_line), ("html", web_page), ("md", markdown)

REPORTS: dict[str, Carrier] = {
    "heting-2022": MARKDOWN,
    "jianglan-2021": WORD,
    "jianglan-2022": PDF,
    "jianglan-chengguan-2022": WORD,
    "leyuan-2020": WEB_PAGE,
    "qinglan-2022": TEXT,
    "qinglan-2023": WORD,
    "wangchuan-2022": WORKBOOK,
}
RENDERED = "jianglan-2021"
RENDITIONS: tuple[Carrier, ...] = (TEXT, MARKDOWN, WEB_PAGE, WORKBOOK, PDF, OFD)


def make_reports() -> None:
    """Write every report and what reading it must give (生成样例)."""
    for name, (suffix, write) in REPORTS.items():
        source = read_source(HERE / "sources" / f"{name}.toml")
        (HERE / "reports" / f"{name}.{suffix}").write_bytes(write(source))
        (HERE / "expected" / f"{name}.json").write_bytes(expected(source))


def make_renditions() -> None:
    """Write one report again in every other carrier (生成其他载体)."""
    source = read_source(HERE / "sources" / f"{RENDERED}.toml")
    for suffix, write in RENDITIONS:
        (HERE / "renditions" / f"{RENDERED}.{suffix}").write_bytes(write(source))


def make_old_word() -> None:
    """Convert the same report to the old format of Word with the office suite (生成旧版 Word 样例)."""
    office = shutil.which("soffice")
    if office is None:
        raise SystemExit("soffice is not installed")
    with TemporaryDirectory() as profile:
        command = [office, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "doc"]
        target = ["--outdir", str(HERE / "renditions"), str(HERE / "reports" / f"{RENDERED}.docx")]
        subprocess.run([*command, *target], check=True, capture_output=True, timeout=120)  # noqa: S603


if __name__ == "__main__":
    make_reports()
    make_renditions()
    if "--old-word" in sys.argv[1:]:
        make_old_word()
