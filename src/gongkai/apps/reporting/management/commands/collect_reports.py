"""``gongkai manage collect_reports``: take a folder of reports into a collection, however many (批量收录报告)."""

from __future__ import annotations

import csv
import time
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gongkai.apps.agencies.models import Agency
from gongkai.apps.people.models import Officer
from gongkai.apps.reporting.chunk_reading import CHUNK_FILES
from gongkai.apps.reporting.models import CollectionIntake, ReportCollection
from gongkai.apps.reporting.reading_engines import ENGINES, open_engine
from gongkai.apps.reporting.services.collection_intakes import begin_intake, run_intake
from gongkai.apps.reporting.services.report_collections import open_collection, sum_up
from gongkai.reports.engines import EngineLostError

_TOLD_REFUSED = 20


class Command(BaseCommand):
    """Read the files of a folder in chunks and keep them in a collection (批量收录报告)."""

    help = (
        "把一个目录（逐级）里的年度报告收入报告集。可以随时用 Ctrl-C 停止；中断以后用同样的命令继续，"
        "已完成的批次不会重做，同一个文件不会收录两次。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments (声明参数)."""
        parser.add_argument("folder", type=Path, help="目录")
        parser.add_argument("--agency", required=True, help="报告集所属机关的机构编码")
        parser.add_argument("--collection", required=True, help="报告集的名称；没有的先建立")
        parser.add_argument("--whole", default="", help="新建时指明目录里是这个政府全部机关的报告：收完核对汇总数")
        parser.add_argument("--by", required=True, help="收录人的用户名")
        parser.add_argument("--engine", choices=ENGINES, default="", help="local 本机进程；dask Dask 集群。默认按设置")
        parser.add_argument("--scheduler", default="", help="Dask 调度器地址，例如 tcp://10.0.0.1:8786。默认按设置")
        parser.add_argument("--workers", type=int, default=0, help="本机工作进程数，默认等于核数")
        parser.add_argument("--refused", type=Path, help="未收录的文件和原因写入这个 CSV 文件")
        parser.add_argument("--chunk", type=int, default=CHUNK_FILES, help=f"每批文件数，默认 {CHUNK_FILES}")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Take in what is left of the folder, telling how far it is (收录)."""
        if options["workers"] < 0 or not 1 <= options["chunk"] <= 5000:
            raise CommandError("--workers 不能为负，--chunk 应在 1 到 5000 之间。")
        by = Officer.objects.filter(username=options["by"]).first()
        agency = Agency.objects.filter(code=options["agency"]).first()
        if agency is None or by is None:
            raise CommandError("没有这个机构编码或者用户名，请核对 --agency 和 --by。")
        try:
            self._take_in(agency, by, options)
        except (EngineLostError, PermissionDenied) as fault:
            raise CommandError(str(fault)) from fault
        except ValidationError as fault:
            raise CommandError("；".join(fault.messages)) from fault
        except NotADirectoryError as fault:
            raise CommandError(f"没有这个目录：{fault}") from fault

    def _take_in(self, agency: Agency, by: Officer, options: dict[str, Any]) -> None:
        today = timezone.localdate()
        collection = _collection_named(options["collection"], agency, by=by, today=today, whole=options["whole"])
        intake = begin_intake(
            collection=collection, folder=options["folder"], by=by, today=today, chunk_files=options["chunk"]
        )
        chosen = {name: options[name] for name in ("scheduler", "workers")}
        try:
            with open_engine(options["engine"], **chosen) as engine:
                intake = self._run(intake, run_intake(intake=intake, engine=engine, by=by, today=today))
        except KeyboardInterrupt:
            self.stderr.write("\n已停止。完成的批次都已保存，用同样的命令可以继续。")
            raise
        if intake.finished_at is None:
            raise CommandError("还有批次没有完成。用同样的命令可以继续。")
        if collection.whole:
            self.stdout.write(f"汇总数不符 {sum_up(collection=collection, by=by, today=today)} 处。")
        self._tell_refused(intake, options["refused"])
        self.stdout.write(f"新收录 {intake.taken} 份，此前已收录 {intake.known} 份，未收录 {intake.refused} 份。")

    def _tell_refused(self, intake: CollectionIntake, place: Path | None) -> None:
        refused = intake.refused_files.order_by("id").values_list("path", "reason")
        for path, reason in refused[:_TOLD_REFUSED]:
            self.stderr.write(f"未收录 {path}：{reason}")
        if intake.refused > _TOLD_REFUSED:
            self.stderr.write(f"……共 {intake.refused} 个，全部见 --refused 所写的文件。")
        if place:
            with place.open("w", encoding="utf-8-sig", newline="") as told:
                csv.writer(told).writerows((("文件", "原因"), *refused.iterator()))

    def _run(self, intake: CollectionIntake, steps: Any) -> CollectionIntake:
        begun, before = time.perf_counter(), intake.files_done
        if before:
            self.stderr.write(f"继续上次的收录：{before}/{intake.files} 份已处理。")
        for step in steps:
            intake = step
            seconds, done = time.perf_counter() - begun, intake.files_done - before
            left = seconds / done * (intake.files - intake.files_done) if done else 0
            ending = "\r" if self.stderr.isatty() else "\n"
            self.stderr.write(
                f"{intake.files_done}/{intake.files} 份，未收录 {intake.refused} 份，约剩 {left:.0f} 秒", ending=ending
            )
        return intake


def _collection_named(name: str, agency: Agency, *, by: Officer, today: date, whole: str) -> ReportCollection:
    """Return an organ's collection of that name, opened where there is none. Raises ValidationError."""
    named = ReportCollection.objects.filter(agency=agency, name=name)
    found = named.first()
    if found is not None:
        return found
    try:
        return open_collection(agency=agency, name=name, whole=whole, by=by, today=today)
    except ValidationError:
        # Another command may have opened it since we looked.
        found = named.first()
        if found is None:
            raise
        return found
