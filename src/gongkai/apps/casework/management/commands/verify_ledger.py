"""Prove every ledger: chain, acts, letters and rows (核验台账)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from gongkai.apps.casework.models import Case
from gongkai.apps.casework.verification import Break, require_fitting_key, verify
from gongkai.apps.people.sealed_commands import SealedCommand, key_advice

_TOLD_EACH = 5000
_MOST_NAMED = 20


class Command(SealedCommand):
    """Verify the chain of every case and name the first broken link (核验台账)."""

    help = "核验每个申请件的台账：哈希链、办理程序、函件和登记行；指出首个断点。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Let one case be picked (参数)."""
        parser.add_argument("--reference", help="只核验一个申请件（查询编号）")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Go through the cases in order (逐件核验)."""
        cases = Case.objects.all()
        if options["reference"]:
            cases = cases.filter(reference=options["reference"])
            if not cases.exists():
                raise CommandError(f"没有查询编号为“{options['reference']}”的申请件，请核对 --reference。")
        require_fitting_key(cases)
        whole, broken = cases.count(), list[Break]()
        for place, found in enumerate(verify(cases), 1):
            if found is not None:
                broken.append(found)
            if place % _TOLD_EACH == 0 or place == whole:
                self.stderr.write(f"已核验 {place}/{whole} 件")
        for each in broken[:_MOST_NAMED]:
            self.stdout.write(str(each))
        if broken:
            advice = f"其中有密封的内容无法解开。{key_advice()}" if any(each.is_sealed for each in broken) else ""
            raise CommandError(f"{len(broken)}件申请的台账有断点，首个：{broken[0]}。{advice}")
        self.stdout.write(f"{whole}件申请的台账完整，登记行与台账一致。")
