"""How Django finds the officer behind a session (登录后端)."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend

from gongkai.apps.people.models import Officer


class OfficerBackend(ModelBackend):
    """Checks passwords as Django does, and brings the officer's organ along, which every page shows (登录后端)."""

    def get_user(self, user_id: int) -> Officer | None:
        """Return the officer of a session, None where the account is gone or switched off (会话账号)."""
        officer = Officer.objects.select_related("agency").filter(pk=user_id).first()
        return officer if officer is not None and self.user_can_authenticate(officer) else None
