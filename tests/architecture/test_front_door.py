"""What the README promises is what the machine runs, and nothing lies about at the root."""

from __future__ import annotations

import re
import subprocess

import pytest

from architecture.source_tree import REPOSITORY

AT_THE_ROOT = {
    *(".ci", ".gitignore", ".python-version", "src", "tests", "benchmarks", "samples", "docs"),
    *("Makefile", "pyproject.toml", "uv.lock", "LICENSE", "README.md", "README.zh-CN.md", "CHANGELOG.md"),
    "CONTRIBUTING.md",
}
TEST_COMMAND = re.compile(r"^(make test)\b", re.MULTILINE)


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_readme_names_the_test_command_that_the_landing_script_runs(readme: str) -> None:
    told = TEST_COMMAND.findall((REPOSITORY / readme).read_text(encoding="utf-8"))
    script = (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")
    run = re.findall(r"(?<![\w-])make test$", script, re.MULTILINE)
    assert told == ["make test"]
    assert len(run) == 2, "once on SQLite, once on PostgreSQL"


def test_only_what_belongs_there_lies_at_the_root() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    assert {line.split("/")[0] for line in listed.stdout.splitlines()} <= AT_THE_ROOT
