"""What somebody may do at which organ: denied unless a policy names it (权限).

``Rights`` say which roles a person holds where; an ``AgencyPolicy`` says which roles may do which acts. Neither asks
the database, save for narrowing a query.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models

from gongkai.apps.agencies.models import Agency, AgencyQuerySet
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.audit.permissions import Act

_Record = TypeVar("_Record", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Held:
    """A role held at an organ, which stands at ``path`` of the tree; an empty path is everywhere (持有岗位)."""

    role: AgencyRole
    path: str

    def reaches(self, agency: Agency) -> bool:
        """Whether the role holds at ``agency`` (是否及于该机关)."""
        return agency.path.startswith(self.path) if self.role.spreads or not self.path else agency.path == self.path


@dataclass(frozen=True, slots=True)
class Rights:
    """The roles that one officer holds on one day (权限范围)."""

    officer_id: int | None = None
    held: tuple[Held, ...] = ()

    def roles_at(self, agency: Agency) -> frozenset[AgencyRole]:
        """Return the roles that hold at an organ (在该机关的岗位)."""
        return frozenset(held.role for held in self.held if held.reaches(agency))


NO_RIGHTS = Rights()


@dataclass(frozen=True, slots=True)
class AgencyPolicy:
    """Which roles may do which acts at an organ (机关权限策略).

    ``reading`` are the acts that change nothing. Raises ValueError where an auditor is given any other.
    """

    allowed: Mapping[Act, frozenset[AgencyRole]]
    reading: frozenset[Act] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        changed = [
            act.code for act, roles in self.allowed.items() if AgencyRole.AUDITOR in roles and act not in self.reading
        ]
        if changed:
            raise ValueError(f"an auditor changes nothing, but may do {', '.join(changed)}")

    def allows(self, act: Act, *, rights: Rights, agency: Agency) -> bool:
        """Whether the act is allowed at an organ; an act that is not named is denied (是否允许)."""
        return any(held.reaches(agency) for held in self._granting(act, rights))

    def allows_somewhere(self, act: Act, *, rights: Rights) -> bool:
        """Whether the act is allowed at any organ at all, as navigation asks (是否在某处允许)."""
        return any(True for _ in self._granting(act, rights))

    def require(self, act: Act, *, rights: Rights, agency: Agency) -> None:
        """Let the act pass or raise PermissionDenied (核验权限)."""
        if not self.allows(act, rights=rights, agency=agency):
            raise PermissionDenied(f"您在“{agency.name}”没有“{act.label}”的权限。")

    def allows_everywhere(self, act: Act, *, rights: Rights) -> bool:
        """Whether the act is allowed at every organ there is and will be (是否全系统允许)."""
        return any(not held.path for held in self._granting(act, rights))

    def require_everywhere(self, act: Act, *, rights: Rights) -> None:
        """Let an act pass that touches the whole tree, or raise PermissionDenied (核验全系统权限)."""
        if not self.allows_everywhere(act, rights=rights):
            raise PermissionDenied(f"只有全系统的管理人员可以“{act.label}”。")

    def agencies(self, act: Act, *, rights: Rights) -> AgencyQuerySet:
        """Return the organs at which the act is allowed (允许的机关)."""
        if self.allows_everywhere(act, rights=rights):
            return Agency.objects.all()
        granting = list(self._granting(act, rights))
        trees = frozenset(held.path for held in granting if held.role.spreads)
        single = frozenset(held.path for held in granting if not held.role.spreads)
        return Agency.objects.at_paths(single, trees=trees)

    def narrow(
        self, records: models.QuerySet[_Record], act: Act, *, rights: Rights, through: str = "agency"
    ) -> models.QuerySet[_Record]:
        """Return the records whose organ, found by the field ``through``, is one where the act is allowed (限定范围).

        Records are left as they are for who may do it everywhere.
        """
        if self.allows_everywhere(act, rights=rights):
            return records
        if not self.allows_somewhere(act, rights=rights):
            return records.none()
        return records.filter(**{f"{through}__in": self.agencies(act, rights=rights).values("pk")})

    def _granting(self, act: Act, rights: Rights) -> Iterable[Held]:
        roles = self.allowed.get(act, frozenset())
        return (held for held in rights.held if held.role in roles)
