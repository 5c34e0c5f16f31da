"""The ``gongkai`` command (命令行).

Only the module of the command that was asked for is imported, so that every command starts quickly.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from gongkai.cli.chinese import speak_chinese

_COMMANDS = {
    "read": "读取并核对已发布的年度报告",
    "deadline": "推算答复期限",
    "fee": "计算信息处理费",
}
"""Each is a module of this package, which offers what :class:`Command` says."""
_DJANGO_COMMANDS = {
    "manage": "管理网站（Django 管理命令，例如 gongkai manage migrate）",
    "demo": "启动演示网站",
}
_INTERRUPTED = 130
_BROKEN_PIPE = 141


class Command(Protocol):
    """What a command's module offers (子命令)."""

    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the arguments (声明参数)."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do the work and return the exit status (执行)."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name and return its exit status (命令入口).

    Ctrl-C ends quietly with 130, a reader that stops listening with 141.
    """
    try:
        status = _run(list(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # What is still buffered would fail again when the interpreter closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE


def _run(words: list[str]) -> int:
    name = words[0] if words else ""
    if name in _DJANGO_COMMANDS:
        return _manage(words[1:] if name == "manage" else words)
    speak_chinese()
    if name not in _COMMANDS:
        _overview().parse_args(words or ["--help"])
        return 0
    command = cast(Command, import_module(f"gongkai.cli.{name}"))
    parser = argparse.ArgumentParser(prog=f"gongkai {name}", description=command.HELP)
    command.add_arguments(parser)
    return command.run(parser.parse_args(words[1:]))


def _manage(words: list[str]) -> int:
    """Hand over to Django, which is imported only here (网站管理)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    management = import_module("django.core.management")
    management.execute_from_command_line(["gongkai manage", *words])
    return 0


def _overview() -> argparse.ArgumentParser:
    """Return the parser of ``gongkai`` by itself, which lists the commands (总说明)."""
    parser = argparse.ArgumentParser(prog="gongkai", description="公开：政府信息公开工作的办理、核对与发布")
    parser.add_argument("--version", action=_ShowVersion, nargs=0, help="显示版本号")
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True)
    for name, told in (_COMMANDS | _DJANGO_COMMANDS).items():
        commands.add_parser(name, help=told)
    return parser


class _ShowVersion(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Look the version up only when it is asked for: the metadata are slow to import."""
        version = import_module("importlib.metadata").version("gongkai")
        print(f"gongkai {version}")
        parser.exit()
