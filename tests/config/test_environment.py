"""What the settings take from the environment, and keep where it says nothing."""

from __future__ import annotations

import stat

from gongkai.config import environment


def test_two_processes_that_start_at_once_agree_on_the_key(tmp_path, monkeypatch) -> None:
    """The second asks while the first is making one up."""
    monkeypatch.setenv("GONGKAI_VAR", str(tmp_path))
    monkeypatch.delenv("GONGKAI_SECRET_KEY", raising=False)
    asked: list[str] = []

    def made_up() -> str:
        if not asked:
            asked.append("")
            asked[0] = environment.secret_key()
            return "of the first"
        return "of the second"

    monkeypatch.setattr(environment, "get_random_secret_key", made_up)
    assert environment.secret_key() == asked[0] == "of the second"
    assert environment.secret_key() == "of the second"
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
