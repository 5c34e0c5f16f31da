"""Take a register of decisions in, however large, going on where it was stopped (导入行政决定)."""

from __future__ import annotations

import csv
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongkai.apps.agencies.models import Agency
from gongkai.apps.disclosure.decision_rows import HeaderRefusedError
from gongkai.apps.disclosure.models import DecisionImport
from gongkai.apps.disclosure.models.decisions import DECISION_KINDS
from gongkai.apps.disclosure.refused_rows import refused_lines
from gongkai.apps.disclosure.register_files import RegisterFileError
from gongkai.apps.disclosure.services.imports import begin_import, run_import
from gongkai.apps.people.models import Officer


class Command(BaseCommand):
    """Import a CSV or XLSX register of decisions (导入行政决定)."""

    help = "导入双公示台账（CSV 或 xlsx）。中断以后用同样的命令继续；同一文件、同一决定不会重复登记。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, the organ, the kind and who imports (参数)."""
        parser.add_argument("file", type=Path, help="台账文件")
        parser.add_argument("--agency", required=True, help="机构编码")
        parser.add_argument("--kind", required=True, choices=list(DECISION_KINDS), help="决定种类")
        parser.add_argument("--by", required=True, help="导入人的用户名")
        parser.add_argument("--refused", type=Path, help="未收录的行写入这个 CSV 文件")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Take in what is left of the file, telling how far it is (导入)."""
        agency = Agency.objects.filter(code=options["agency"]).first()
        by = Officer.objects.filter(username=options["by"]).first()
        if agency is None or by is None:
            raise CommandError("没有这个机构编码或者用户名，请核对 --agency 和 --by。")
        today = timezone.localdate()
        try:
            with options["file"].open("rb") as file:
                batch = begin_import(
                    agency=agency,
                    kind=DECISION_KINDS[options["kind"]],
                    file=file,
                    file_name=options["file"].name,
                    by=by,
                    today=today,
                )
        except (OSError, RegisterFileError, HeaderRefusedError) as fault:
            raise CommandError(f"{options['file']}：{fault}") from fault
        except PermissionDenied as refusal:
            raise CommandError(str(refusal)) from refusal
        batch = self._run(batch, by)
        if options["refused"]:
            _write_refused(batch, options["refused"])
        self.stdout.write(f"新登记{batch.taken}件，此前已登记{batch.known}件，未收录{batch.refused}行。")

    def _run(self, batch: DecisionImport, by: Officer) -> DecisionImport:
        try:
            with closing(run_import(batch=batch, by=by, today=timezone.localdate())) as steps:
                for step in steps:
                    batch = step
                    self.stderr.write(f"已处理 {batch.lines_done} 行：新登记 {batch.taken}，未收录 {batch.refused}")
        except RegisterFileError as fault:
            raise CommandError(str(fault)) from fault
        except BaseException:
            self.stderr.write(f"\n已中断：前 {batch.lines_done} 行已经处理并保存。用同样的命令从这里继续。")
            raise
        return batch


def _write_refused(batch: DecisionImport, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(refused_lines(batch))
