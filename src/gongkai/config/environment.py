"""What the surroundings tell the product: paths, keys, the database (运行环境).

The names of the variables are part of the outside contract.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp
from typing import Any

import dj_database_url
from django.core.management.utils import get_random_secret_key

_SQLITE_PRAGMAS = (
    # Only the first connection to an empty file can set the page size; later ones leave it alone.
    "PRAGMA page_size=16384;"
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=NORMAL;"
    "PRAGMA mmap_size=268435456;"
    "PRAGMA cache_size=-32768;"
    # INSERT OR REPLACE is a deletion too: what is written once must refuse it as well.
    "PRAGMA recursive_triggers=ON;"
)


def variable_directory(*below: str) -> Path:
    """Return the directory of what changes while running, or one below it, made if need be (运行数据目录)."""
    directory = Path(os.environ.get("GONGKAI_VAR", "var"), *below).resolve()
    directory.mkdir(parents=True, exist_ok=True)
    return directory


def database() -> dict[str, Any]:
    """Return the settings of the database that ``DATABASE_URL`` names (数据库设置)."""
    default = f"sqlite:///{variable_directory() / 'gongkai.sqlite3'}"
    settings: dict[str, Any] = dict(dj_database_url.parse(os.environ.get("DATABASE_URL") or default))
    if settings["ENGINE"].endswith("sqlite3"):
        settings["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": _SQLITE_PRAGMAS}
    else:
        settings["CONN_MAX_AGE"] = 60
        settings["CONN_HEALTH_CHECKS"] = True
    return settings


def secret_key() -> str:
    """Return the signing key: the one given, or one made once and kept readable by us alone (签名密钥)."""
    given = os.environ.get("GONGKAI_SECRET_KEY")
    if given:
        return given
    kept = variable_directory() / "secret_key"
    if not kept.exists():
        _keep_once(kept, get_random_secret_key())
    return kept.read_text(encoding="ascii")


def _keep_once(kept: Path, text: str) -> None:
    """Write a file as a whole or not at all, and leave it alone where another process was quicker."""
    descriptor, beside = mkstemp(dir=kept.parent)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
    with suppress(FileExistsError):
        os.link(beside, kept)
    os.unlink(beside)


def sealing_keys() -> list[str]:
    """Return the keys that seal secrets at rest: those given, the newest first, else the signing key (密封密钥)."""
    return listed("GONGKAI_SEALING_KEYS", default="") or [secret_key()]


def text(name: str, *, default: str) -> str:
    """Return a variable as it stands, or the default where it is blank (文字变量)."""
    return os.environ.get(name, "").strip() or default


def listed(name: str, *, default: str) -> list[str]:
    """Return a comma-separated variable as a list (列表变量)."""
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


def count(name: str, *, default: int) -> int:
    """Return a variable that is a whole number, zero or more (数量变量). Raises ValueError for anything else."""
    given = os.environ.get(name, "").strip() or str(default)
    if not (given.isascii() and given.isdigit()):
        raise ValueError(f"{name} should be a whole number, not {given!r}")
    return int(given)


def reading_engine() -> str:
    """Return which engine reads folders of reports: ``local`` or ``dask`` (读取引擎). Raises ValueError for another."""
    given = text("GONGKAI_READING_ENGINE", default="local")
    if given not in ("local", "dask"):
        raise ValueError(f"GONGKAI_READING_ENGINE should be local or dask, not {given!r}")
    return given


def mail() -> dict[str, Any]:
    """Return the settings of outgoing mail: a server where one is named, else the console (邮件设置)."""
    host = os.environ.get("GONGKAI_MAIL_HOST", "").strip()
    if not host:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": host,
        "EMAIL_PORT": count("GONGKAI_MAIL_PORT", default=25),
        "EMAIL_HOST_USER": os.environ.get("GONGKAI_MAIL_USER", ""),
        "EMAIL_HOST_PASSWORD": os.environ.get("GONGKAI_MAIL_PASSWORD", ""),
        "EMAIL_USE_TLS": is_on("GONGKAI_MAIL_TLS"),
        "EMAIL_TIMEOUT": 10,
    }


def is_on(name: str) -> bool:
    """Whether a variable is set to 1, true, yes or on (开关变量)."""
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}
