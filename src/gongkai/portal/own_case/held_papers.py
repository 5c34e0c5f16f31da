"""Papers that came with a form that is not finished yet (暂存附件).

A browser does not send a file twice by itself. So what was chosen is kept, for this browser session alone, until the
form is sent or a day has gone by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from secrets import token_hex

from django.contrib.sessions.backends.base import SessionBase
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from gongkai.apps.casework.paper_kinds import Paper

_SESSION_KEY = "held_papers"
_FOLDER = "held"
_MOST_FORMS = 5
KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """A paper that is kept for a form; ``size`` in bytes (暂存附件)."""

    token: str
    name: str
    size: int


def held(session: SessionBase, *, form_key: str) -> tuple[HeldPaper, ...]:
    """Return what is kept for one form (暂存清单)."""
    return tuple(HeldPaper(**kept) for kept in session.get(_SESSION_KEY, {}).get(form_key, ()))


def hold(session: SessionBase, papers: Sequence[Paper], *, form_key: str) -> None:
    """Keep more papers for one form (暂存)."""
    if not papers:
        return
    kept = held(session, form_key=form_key) + tuple(_stored(paper) for paper in papers)
    _write(session, form_key, kept)


def drop(session: SessionBase, token: str, *, form_key: str) -> None:
    """Give up one paper of a form (删除暂存附件)."""
    kept = held(session, form_key=form_key)
    for paper in kept:
        if paper.token == token:
            default_storage.delete(_name(token))
    _write(session, form_key, tuple(paper for paper in kept if paper.token != token))


def opened(session: SessionBase, *, form_key: str) -> tuple[Paper, ...]:
    """Return the papers of a form with what is in them; one that expired is left out (取出暂存附件)."""
    papers = []
    for paper in held(session, form_key=form_key):
        try:
            with default_storage.open(_name(paper.token), "rb") as file:
                papers.append(Paper(paper.name, file.read()))
        except FileNotFoundError:
            continue
    return tuple(papers)


def release(session: SessionBase, *, form_key: str) -> tuple[str, ...]:
    """Take a form's papers off the session and return their tokens, to be deleted when all is stored (解除暂存)."""
    tokens = tuple(paper.token for paper in held(session, form_key=form_key))
    _write(session, form_key, ())
    return tokens


def discard(tokens: Sequence[str]) -> None:
    """Delete kept papers (删除暂存文件)."""
    for token in tokens:
        default_storage.delete(_name(token))


def discard_old(*, now: datetime) -> int:
    """Delete papers that were kept for longer than a day and return how many (清理暂存附件)."""
    if not default_storage.exists(_FOLDER):
        return 0
    names = [f"{_FOLDER}/{name}" for name in default_storage.listdir(_FOLDER)[1]]
    old = [name for name in names if default_storage.get_modified_time(name) < now - KEPT_FOR]
    for name in old:
        default_storage.delete(name)
    return len(old)


def _stored(paper: Paper) -> HeldPaper:
    token = token_hex(16)
    default_storage.save(_name(token), ContentFile(paper.content))
    return HeldPaper(token, paper.name, len(paper.content))


def _write(session: SessionBase, form_key: str, kept: Sequence[HeldPaper]) -> None:
    forms = {key: papers for key, papers in session.get(_SESSION_KEY, {}).items() if key != form_key}
    surplus = list(forms)[: max(0, len(forms) + bool(kept) - _MOST_FORMS)]
    for key in surplus:
        discard([paper["token"] for paper in forms.pop(key)])
    session[_SESSION_KEY] = {**forms, form_key: [asdict(paper) for paper in kept]} if kept else forms


def _name(token: str) -> str:
    return f"{_FOLDER}/{token}"
