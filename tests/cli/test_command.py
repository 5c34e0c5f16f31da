"""The ``gongkai`` command by itself: quick, quiet when stopped, Chinese when asked."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from cli.invented_files import BALANCED, write_report
from gongkai.cli import main

HEAVY = ("django", "rich", "lxml", "selectolax", "pypdfium2", "docx", "xlsxwriter")


def _gongkai(*words: str) -> list[str]:
    return [sys.executable, "-m", "gongkai", *words]


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["read", "--help"], ["fee", "--pages", "10"]])
def test_nothing_heavy_is_imported_where_it_is_not_needed(words: list[str]) -> None:
    program = (
        "import sys\n"
        "from gongkai.cli import main\n"
        "try:\n"
        f"    main({words!r})\n"
        "except SystemExit:\n"
        "    pass\n"
        f"print('heavy:', [name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=300)
    assert told.stdout.splitlines()[-1] == "heavy: []"


def test_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main(["--version"])
    assert done.value.code == 0
    assert capsys.readouterr().out.startswith("gongkai 0.")


@pytest.mark.parametrize("words", [[], ["--help"]])
def test_help_lists_every_command_in_chinese(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main(words)
    assert done.value.code == 0
    told = capsys.readouterr().out
    assert told.startswith("用法：gongkai")
    assert all(f"    {name} " in told for name in ("read", "deadline", "fee", "manage", "demo"))
    assert not {"usage", "options", "show this help"} & set(told.split())


@pytest.mark.parametrize(
    ("words", "complaint"),
    [(["nonsense"], "nonsense"), (["read"], "缺少参数"), (["read", "x", "--colour"], "不认识的参数：--colour")],
)
def test_mistake_is_explained_in_chinese_with_status_2(
    words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as refused:
        main(words)
    assert refused.value.code == 2
    told = capsys.readouterr().err
    assert "用法：" in told
    assert complaint in told


def test_ctrl_c_ends_quietly_with_130() -> None:
    with subprocess.Popen(
        _gongkai("read", "-"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # The tests may themselves run where Ctrl-C is passed over, as everything does that is left to the background.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        # More than the pipe holds: once it is written, the command has begun to read.
        running.stdin.write(bytes(4 * 65536))
        running.stdin.flush()
        # The pipe stays open until the command is gone: it must stop of itself.
        assert _interrupted(running) == 130
        assert (running.stdout.read(), running.stderr.read()) == (b"", b"")


def _interrupted(running: subprocess.Popen[bytes]) -> int:
    """Press Ctrl-C once the command waits for more, and again where a signal came just before and was not seen.

    Not at once again: on its way out it would be interrupted a second time.
    """
    _wait_until_asleep(running)
    for _ in range(10):
        running.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return running.wait(timeout=30)
    running.kill()
    pytest.fail("the command did not stop")


def _wait_until_asleep(running: subprocess.Popen[bytes]) -> None:
    for _ in range(3000):
        state = Path(f"/proc/{running.pid}/stat").read_text().rpartition(")")[2].split()[0]
        if state == "S":
            return
        time.sleep(0.1)
    pytest.fail("the command never waits")


def test_reader_that_stops_listening_ends_the_command_quietly(tmp_path: Path) -> None:
    path = str(write_report(tmp_path / "sound.docx", BALANCED))
    running = subprocess.Popen(_gongkai("read", "--json", *[path] * 20), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    assert running.wait(timeout=300) == 141
    assert running.stderr.read() == b""
    running.stderr.close()


def test_management_commands_go_to_django(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core import management

    asked: list[list[str]] = []
    monkeypatch.setattr(management, "execute_from_command_line", asked.append)
    assert main(["manage", "migrate", "--plan"]) == 0
    assert main(["demo"]) == 0
    assert asked == [["gongkai manage", "migrate", "--plan"], ["gongkai manage", "demo"]]
