"""Tell every ledger again and set the rows to what it amounts to (重演台账)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.apps.casework.models import Case
from gongkai.apps.casework.verification import replay

_TOLD_EACH = 5000


class Command(BaseCommand):
    """Rebuild the rows of all cases from their ledgers (重演台账)."""

    help = "按台账重建每个申请件的登记行，列出改正的字段。"

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Go through the cases in order (逐件重演)."""
        cases = Case.objects.all()
        whole, mended, failed = cases.count(), 0, list[str]()
        for place, each in enumerate(replay(cases), 1):
            if each.refusal:
                failed.append(f"{each.case.reference}：{each.refusal}")
            if each.mended:
                mended += 1
                self.stdout.write(f"{each.case.reference}：改正 {'、'.join(each.mended)}")
            if place % _TOLD_EACH == 0 or place == whole:
                self.stderr.write(f"已重演 {place}/{whole} 件")
        if failed:
            raise CommandError(f"{len(failed)}件申请的台账不能重演：{'；'.join(failed[:10])}")
        self.stdout.write(f"已重演{whole}件，改正{mended}件。")
