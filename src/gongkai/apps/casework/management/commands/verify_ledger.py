"""Prove every ledger: chain, acts, letters and rows (核验台账)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from gongkai.apps.casework.file_proofs import Break
from gongkai.apps.casework.models import Case, CaseQuerySet
from gongkai.apps.casework.number_gaps import number_gaps
from gongkai.apps.casework.verification import require_fitting_key, verify
from gongkai.apps.people.sealed_commands import SealedCommand, key_advice

_TOLD_EACH = 5000
_MOST_NAMED = 20


class Command(SealedCommand):
    """Verify the chain of every case and name the first broken link (核验台账)."""

    help = (
        "核验每个申请件的台账：哈希链、办理程序、申请内容、申请人、函件、材料、备注和登记行，指出首个断点；"
        "并核对登记编号和函件文号有没有缺号。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Let one case be picked (参数)."""
        parser.add_argument("--reference", help="只核验一个申请件（查询编号）")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Go through the cases in order (逐件核验)."""
        cases = _picked(options["reference"])
        require_fitting_key(cases)
        broken, whole = self._broken(cases), cases.count()
        # Gaps are told of all cases together: one that is gone is in no file.
        gaps = [] if options["reference"] else list(number_gaps())
        for each in (*broken[:_MOST_NAMED], *gaps[:_MOST_NAMED]):
            self.stdout.write(str(each))
        if broken:
            advice = f"其中有密封的内容无法解开。{key_advice()}" if any(each.is_sealed for each in broken) else ""
            raise CommandError(f"{len(broken)}件申请的台账有断点，首个：{broken[0]}。{advice}")
        if gaps:
            raise CommandError(f"{len(gaps)}个编号序列有缺号或者多号，首个：{gaps[0]}。")
        self.stdout.write(f"{whole}件申请的台账完整，案卷、登记行与台账一致，编号没有缺号。")

    def _broken(self, cases: CaseQuerySet) -> list[Break]:
        whole, broken = cases.count(), list[Break]()
        for place, found in enumerate(verify(cases), 1):
            if found is not None:
                broken.append(found)
            if place % _TOLD_EACH == 0 or place == whole:
                self.stderr.write(f"已核验 {place}/{whole} 件")
        return broken


def _picked(reference: str | None) -> CaseQuerySet:
    """Return all cases, or the one that was picked."""
    if not reference:
        return Case.objects.all()
    cases = Case.objects.filter(reference=reference)
    if not cases.exists():
        raise CommandError(f"没有查询编号为“{reference}”的申请件，请核对 --reference。")
    return cases
