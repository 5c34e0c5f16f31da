"""The demonstration's server can typeset, though the process that starts it has typeset before."""

from __future__ import annotations

import subprocess
import sys

_LETTER = "#set page(width: 4cm, height: 4cm)\nA"
_SCRIPT = f"""
import multiprocessing
import os

os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
import django

django.setup()
from gongkai.config.management.commands import demo
from gongkai.documents.typesetting import typeset


class Worker:
    '''Starts one process as the server does, and lets it typeset.'''

    def __init__(self, *given, **told):
        self.way = multiprocessing.get_start_method()

    def serve(self):
        worker = multiprocessing.get_context(self.way).Process(
            target=typeset, args=({_LETTER.encode()!r},), kwargs={{"inputs": {{}}, "seconds": 0}}
        )
        worker.start()
        worker.join(300)
        print("typeset" if worker.exitcode == 0 else "hangs", flush=True)
        worker.kill()


if __name__ == "__main__":
    typeset({_LETTER.encode()!r}, inputs={{}}, seconds=0)
    demo.Server = Worker
    demo._serve(8000)
"""


def test_the_servers_worker_typesets_after_the_preparation_did(tmp_path) -> None:
    script = tmp_path / "serving.py"
    script.write_text(_SCRIPT, encoding="utf-8")
    environment = {"PATH": "/usr/bin:/bin", "GONGKAI_VAR": str(tmp_path), "GONGKAI_SECRET_KEY": "tests-only"}
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, timeout=900, env=environment, check=False
    )
    assert done.stdout.strip() == "typeset", done.stderr
