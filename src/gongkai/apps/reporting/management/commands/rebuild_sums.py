"""``gongkai manage rebuild_sums``: sum every cell of the public reports anew (重建汇总)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from gongkai.apps.reporting import tallying


class Command(BaseCommand):
    """Throw the kept sums away and make them again from the public reports (重建汇总)."""

    help = "从全部公开报告重新计算各单元格的汇总"

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Rebuild, and say how many reports are summed."""
        self.stdout.write(f"已重新汇总，计入公开报告 {tallying.rebuild()} 份")
