"""Make argparse speak Chinese (命令行中文提示)."""

from __future__ import annotations

import argparse

_PHRASES = {
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "subcommands": "命令",
    "show this help message and exit": "显示本说明",
    "%(prog)s: error: %(message)s\n": "%(prog)s：%(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
    "the following arguments are required: %s": "缺少参数：%s",
    "unrecognized arguments: %s": "不认识的参数：%s",
    "expected one argument": "需要一个值",
    "expected at most one argument": "最多只能有一个值",
    "expected at least one argument": "至少需要一个值",
    "expected %s argument": "需要 %s 个值",
    "expected %s arguments": "需要 %s 个值",
    "invalid choice: %(value)r (choose from %(choices)s)": "不能是 %(value)r，只能是 %(choices)s 之一",
    "invalid %(type)s value: %(value)r": "%(value)r 不合要求",
    "one of the arguments %s is required": "必须给出 %s 之一",
    "not allowed with argument %s": "不能与 %s 同时使用",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s 不明确，可能是 %(matches)s",
    "ignored explicit argument %r": "不需要值 %r",
}


def speak_chinese() -> None:
    """Put Chinese in the place of argparse's own phrases (中文提示).

    argparse asks gettext for them, and gettext looks for a compiled catalogue on the machine; the two functions it
    asks are replaced instead. A phrase that is not in the table stays English.
    """
    vars(argparse)["_"] = _phrase
    vars(argparse)["ngettext"] = lambda one, many, count: _phrase(one if count == 1 else many)


def _phrase(text: str) -> str:
    return _PHRASES.get(text, text)
