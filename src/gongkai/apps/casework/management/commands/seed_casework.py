"""``gongkai manage seed_casework``: invented organs and cases in any number, to measure and to try out (虚构数据)."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from gongkai.apps.casework.models import Case
from gongkai.apps.casework.seeding.loading import CaseLoader
from gongkai.apps.casework.seeding.organs import grow_tree
from gongkai.apps.casework.seeding.staff import staff_of
from gongkai.apps.casework.verification import require_fitting_key
from gongkai.apps.people.sealed_commands import SealedCommand

_MOST_AGENCIES = 10_000


class Command(SealedCommand):
    """Make a tree of organs with officers, and cases of all stages (虚构数据)."""

    help = "生成虚构的机关、工作人员和申请件，用于测速和试用"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments (声明参数)."""
        parser.add_argument("--agencies", type=int, default=30, help="机关数，默认 30")
        parser.add_argument("--cases", type=int, default=1000, help="申请件数，默认 1000")
        parser.add_argument(
            "--lettered", type=float, default=1.0, help="拟制函件的申请件占比，0 到 1，默认 1；测速只看列表时可以为 0"
        )
        parser.add_argument("--seed", type=int, default=1, help="种子；相同的种子生成相同的数据，默认 1")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Do it, telling how far it has come (执行)."""
        wanted, agencies, seed = options["cases"], options["agencies"], options["seed"]
        if not 1 <= agencies <= _MOST_AGENCIES or wanted < 0:
            raise CommandError(f"机关数应在 1 到 {_MOST_AGENCIES} 之间，申请件数不能为负。")
        if not 0 <= options["lettered"] <= 1:
            raise CommandError("拟制函件的占比应在 0 到 1 之间。")
        if Case.objects.filter(intake_key__startswith=f"seed-{seed}-").exists():
            raise CommandError(f"种子 {seed} 的申请件已经生成过，请换一个种子。")
        # Cases sealed with one key beside cases sealed with another: nobody could read them all again.
        require_fitting_key(Case.objects.all())
        begun = time.perf_counter()
        organs = grow_tree(agencies, seed=seed)
        staff, today = staff_of(organs, seed=seed), timezone.localdate()
        loader = CaseLoader(organs, staff, seed=seed, today=today, lettered=options["lettered"])
        for written in loader.load(wanted):
            self._tell(written, wanted, time.perf_counter() - begun)
        self.stdout.write(f"已生成 {agencies} 个机关、{wanted} 件申请，用时 {time.perf_counter() - begun:.0f} 秒。")

    def _tell(self, written: int, wanted: int, seconds: float) -> None:
        left = seconds / written * (wanted - written)
        ending = "\r" if self.stderr.isatty() else "\n"
        self.stderr.write(f"{written}/{wanted} 件，约剩 {left:.0f} 秒", ending=ending)
