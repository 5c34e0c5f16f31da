"""The sample reports of the demonstration (演示报告)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gongkai.apps.people.models import Officer
from gongkai.apps.reporting.services.collecting import UnreadableError, take_in


def samples_directory() -> Path | None:
    """Return where the sample reports are, or None where they were not installed (样例目录)."""
    places = (Path("samples/reports"), Path(__file__).parents[3] / "samples" / "reports")
    return next((place for place in places if place.is_dir()), None)


def load_samples(directory: Path, *, by: Officer) -> Iterator[str]:
    """Take in every sample that is not there yet; yield what could not be read (收录样例)."""
    for path in sorted(directory.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            try:
                take_in(path.read_bytes(), name=path.name, by=by, holder=f"officer:{by.pk}")
            except UnreadableError as refusal:
                yield f"{path.name}：{refusal}"
