"""``gongkai manage seed_reports``: invented reports with known errors, as files or in a collection (虚构报告)."""

from __future__ import annotations

import csv
import time
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from gongkai.apps.reporting.seeding.inventing import Plan, invent
from gongkai.apps.reporting.seeding.organs import WHOLE

_MOST = 1_000_000
_TOLD_EVERY = 500


class Command(BaseCommand):
    """Invent reports of organs that do not exist, some with one error each (虚构报告)."""

    help = (
        "生成虚构机关的年度报告，部分带有已知的一处错误（各条规则轮流），用于测速和试用；相同的种子生成相同的文件。"
        "每份报告预埋的错误记在目录旁的 .planted.csv 里。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments (声明参数)."""
        parser.add_argument("--reports", type=int, default=10_000, help="报告数，默认 10000")
        parser.add_argument("--years", default="2023,2024", help="年度，连续，用逗号分开，默认 2023,2024")
        parser.add_argument("--spoiled", type=int, default=50, help="最后一年的报告每百份中带错误的份数，默认 50")
        parser.add_argument("--seed", type=int, default=1, help="种子，默认 1")
        parser.add_argument("--folder", type=Path, help="写入的目录；不写则用完即删")
        parser.add_argument("--collection", help="收入这个名称的报告集，没有的先建立")
        parser.add_argument("--agency", help="报告集所属机关的机构编码")
        parser.add_argument("--by", help="收录人的用户名")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Do it, telling how far it has come (执行)."""
        plan = _plan(options)
        if options["folder"] is None and not options["collection"]:
            raise CommandError("请用 --folder 指明目录，或者用 --collection 指明报告集。")
        if options["collection"] and not (options["agency"] and options["by"]):
            raise CommandError("收入报告集还要用 --agency 和 --by 指明所属机关和收录人。")
        if options["folder"]:
            self._seed(plan, options["folder"], options)
        else:
            with TemporaryDirectory(prefix="gongkai-seed-") as folder:
                self._seed(plan, Path(folder) / "reports", options)

    def _seed(self, plan: Plan, folder: Path, options: dict[str, Any]) -> None:
        self._write(plan, folder)
        if options["collection"]:
            told = {name: options[name] for name in ("agency", "collection", "by")}
            call_command("collect_reports", folder, whole=WHOLE, stdout=self.stdout, stderr=self.stderr, **told)

    def _write(self, plan: Plan, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        begun, planted = time.perf_counter(), Counter[str]()
        with folder.with_suffix(".planted.csv").open("w", encoding="utf-8-sig", newline="") as told:
            rows = csv.writer(told)
            rows.writerow(("文件", "预埋的错误"))
            for written, file in enumerate(invent(plan), start=1):
                (folder / file.name).write_bytes(file.content)
                rows.writerow((file.name, file.planted))
                planted[file.planted] += 1
                if written % _TOLD_EVERY == 0:
                    self._tell(written, plan.reports, time.perf_counter() - begun)
        spoiled = planted.total() - planted[""]
        self.stdout.write(f"已生成 {planted.total()} 份报告，其中 {spoiled} 份带有错误。")

    def _tell(self, written: int, wanted: int, seconds: float) -> None:
        left = seconds / written * (wanted - written)
        ending = "\r" if self.stderr.isatty() else "\n"
        self.stderr.write(f"已生成 {written}/{wanted} 份，约剩 {left:.0f} 秒", ending=ending)


def _plan(options: dict[str, Any]) -> Plan:
    years = [year.strip() for year in options["years"].split(",")]
    if not all(year.isascii() and year.isdigit() for year in years):
        raise CommandError("--years 应当写成 2023,2024 这样。")
    numbers = tuple(map(int, years))
    if numbers != tuple(range(numbers[0], numbers[0] + len(numbers))) or not 2021 <= numbers[0] <= numbers[-1] <= 2099:
        raise CommandError("年度应当连续，在 2021 到 2099 之间。")
    if not 2 * len(numbers) <= options["reports"] <= _MOST or not 0 <= options["spoiled"] <= 100:
        raise CommandError(f"报告数应当在年度数的两倍到 {_MOST} 之间，--spoiled 在 0 到 100 之间。")
    return Plan(options["reports"], numbers, options["spoiled"], options["seed"])
