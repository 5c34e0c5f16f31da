"""Let the database itself refuse changes of the ledger and of issued letters (台账与函件只增不改)."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from gongkai.apps.casework import triggers


def install(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place (建立触发器)."""
    triggers.install(editor.connection)


def remove(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away (撤除触发器)."""
    triggers.remove(editor.connection)


class Migration(migrations.Migration):
    """Triggers on the frozen tables (只增不改的触发器)."""

    dependencies = (("casework", "0001_initial"),)
    operations = (migrations.RunPython(install, remove),)
