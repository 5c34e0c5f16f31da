"""Fixtures of these tests."""

from apps.fixtures import _files_kept_apart, _one_day_for_all, _quick_passwords

__all__ = ["_files_kept_apart", "_one_day_for_all", "_quick_passwords"]
