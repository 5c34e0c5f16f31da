"""``gongkai demo``: the product with invented people and sample reports, on this machine only (演示网站)."""

from __future__ import annotations

import multiprocessing
import os
import socket
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.utils import timezone
from granian.constants import Interfaces
from granian.server import Server

from gongkai.config.demonstration_applicant import APPLICANT, open_applicants_account
from gongkai.config.demonstration_cases import application_to_follow, play_cases
from gongkai.config.demonstration_city import CITY, PASSWORD, PERSONAS, build_city, settle_officers
from gongkai.config.demonstration_reports import gather_samples, load_samples, samples_directory
from gongkai.config.demonstration_year import report_the_year

HOST = "127.0.0.1"
DEFAULT_PORT = 8000


class Command(BaseCommand):
    """Prepare the database, load the samples, serve until Ctrl-C (演示网站)."""

    help = "准备数据库和样例，启动演示网站"
    requires_migrations_checks = False

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Do it (执行)."""
        port = _port()
        self.stdout.write("正在准备数据库和样例报告……")
        call_command("migrate", verbosity=0, interactive=False)
        self._load()
        self._tell(port)
        connections.close_all()
        _serve(port)
        self.stdout.write("\n演示已停止。")

    def _load(self) -> None:
        city = build_city()
        officers = settle_officers(city)
        play_cases(city, officers, today=timezone.localdate())
        report_the_year(city, officers)
        open_applicants_account()
        directory = samples_directory()
        if directory is None:
            self.stderr.write("没有找到样例报告，目录将是空的。")
            return
        for refused in load_samples(directory, by=officers["clerk"]):
            self.stderr.write(f"样例未能读取：{refused}")
        gather_samples(directory, agency=city[CITY], by=officers["supervisor"], today=timezone.localdate())

    def _tell(self, port: int) -> None:
        address = f"http://{HOST}:{port}"
        self.stdout.write(f"\n公众页面　{address}/\n工作台　　{address}/desk/\n\n登录账号（密码都是 {PASSWORD}）")
        for persona in PERSONAS:
            self.stdout.write(f"  {persona.username:<12}{persona.name}　{persona.told}")
        followed = application_to_follow()
        if followed:
            self.stdout.write(f"\n申请人查询进度　{address}/follow/　编号 {followed[0]}　查询码 {followed[1]}")
        self.stdout.write(f"申请人账号　　　{address}/account/　{APPLICANT}（密码同上）")
        self.stdout.write("\n按 Ctrl-C 停止。")
        self.stdout.flush()


def _serve(port: int) -> None:
    """Serve until Ctrl-C; who still waits for an answer then has two seconds.

    The server starts its worker as this process would start one. It must be a fresh one: letters were typeset here,
    and the typesetter's threads do not go along into a forked process, where it would wait for them without end.
    """
    multiprocessing.set_start_method("spawn", force=True)
    Server(
        "gongkai.config.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=8,
        workers_kill_timeout=2,
        log_enabled=False,
    ).serve()


def _port() -> int:
    given = os.environ.get("GONGKAI_PORT", str(DEFAULT_PORT))
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise CommandError(f"GONGKAI_PORT 应是 1 到 65535 之间的端口号，现在是“{given}”。")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(given)))
        except OSError as taken:
            message = f"端口 {given} 已被占用。请换一个：GONGKAI_PORT=8001 make demo"
            raise CommandError(message) from taken
    return int(given)
