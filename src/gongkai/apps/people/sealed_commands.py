"""Commands over what is stored sealed: a key that does not open it is told, and what to do (读取密封内容的命令)."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.apps.people.sealing import SealBrokenError

_GIVEN = ("GONGKAI_SEALING_KEYS", "GONGKAI_SECRET_KEY")


def key_advice() -> str:
    """Return where the key in use comes from, and what to do where it does not fit (密钥说明)."""
    given = next((name for name in _GIVEN if os.environ.get(name, "").strip()), "")
    source = f"环境变量 {given}" if given else "数据目录（GONGKAI_VAR，默认 var）下的 secret_key 文件"
    return (
        f"现在使用的密钥取自{source}。请核对它是不是写入这个数据库时所用的密钥，改正以后再运行；"
        "换过密钥的，把原来的密钥写在 GONGKAI_SEALING_KEYS 中新密钥的后面，用逗号隔开。"
    )


class SealedCommand(BaseCommand):
    """A command that reads sealed text (读取密封内容的命令)."""

    def execute(self, *arguments: Any, **options: Any) -> str | None:
        """Run, and refuse in words where a seal cannot be opened (执行)."""
        try:
            return super().execute(*arguments, **options)
        except SealBrokenError as broken:
            raise CommandError(f"{broken}。{key_advice()}") from broken
