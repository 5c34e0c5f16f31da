"""What a password must be, in our own words: Django's are not all translated (密码要求)."""

from __future__ import annotations

from django.contrib.auth import password_validation


class LongEnough(password_validation.MinimumLengthValidator):
    """At least so many characters (长度)."""

    def get_error_message(self) -> str:
        """Say how long it must be (提示)."""
        return f"密码太短，至少要有 {self.min_length} 个字符。"

    def get_help_text(self) -> str:
        """Say it beforehand (说明)."""
        return f"密码至少要有 {self.min_length} 个字符。"


class NotCommon(password_validation.CommonPasswordValidator):
    """Not one of the twenty thousand that everybody tries first (常见密码)."""

    def get_error_message(self) -> str:
        """Say why (提示)."""
        return "这个密码太常见，很容易被猜到。"

    def get_help_text(self) -> str:
        """Say it beforehand (说明)."""
        return "不能使用常见的密码。"


class NotLikeOneself(password_validation.UserAttributeSimilarityValidator):
    """Not much like one's name or user name (与个人信息相近)."""

    def get_error_message(self) -> str:
        """Say why (提示)."""
        return "密码与用户名或姓名太相近。"

    def get_help_text(self) -> str:
        """Say it beforehand (说明)."""
        return "密码不能与用户名或姓名相近。"
