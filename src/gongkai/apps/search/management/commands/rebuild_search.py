"""``gongkai manage rebuild_search``: build the search index anew from the database (重建检索索引)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.apps.search import engine, services
from gongkai.apps.search.entries import DeskSource, Source

_TELL_EVERY = 1000


class Command(BaseCommand):
    """Build the index anew; searches go on with the old one meanwhile (重建检索索引)."""

    help = "根据数据库重建检索索引；重建期间检索照常"

    def add_arguments(self, parser: Any) -> None:
        """Take whether the old index is to be thrown away first (参数)."""
        parser.add_argument("--afresh", action="store_true", help="先删除旧索引（旧索引损坏、无法打开时使用）")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Do it, telling how far it is (执行)."""
        if options["afresh"]:
            for book in (engine.PUBLIC, engine.DESK):
                engine.start_afresh(book)
        self._done, self._told = 0, 0
        try:
            entries = services.rebuild(tell=self._tell)
        except engine.WriterBusyError as busy:
            raise CommandError("另一个程序正在更新索引，请稍后再试。") from busy
        self.stdout.write(f"索引已重建，共 {entries} 条。")

    def _tell(self, source: Source | DeskSource, count: int) -> None:
        self._done += count
        if self._done - self._told >= _TELL_EVERY:
            self._told = self._done
            self.stdout.write(f"已收入 {self._done} 条（{source.label}）……")
            self.stdout.flush()
