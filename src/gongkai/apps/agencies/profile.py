"""What is told of one organ when it is entered or changed (机关资料)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date

from gongkai.apps.agencies.guide import GUIDE_FIELDS, REMEDY_FIELDS
from gongkai.apps.agencies.models import Agency


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Everything an organ is told by, save its place in the tree (机关资料).

    ``contacts`` has the fields of the guide and of the remedies by their names; what it leaves out stays as it is.
    """

    code: str
    name: str
    kind_code: str
    level_code: str
    division_code: str
    uscc: str | None = None
    short_name: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    letter_prefix: str = ""
    contacts: Mapping[str, str] = field(default_factory=dict)

    def changes_of(self, agency: Agency) -> dict[str, object]:
        """Return the fields in which an organ differs, with the values they are to have (变动)."""
        return {name: value for name, value in self._values().items() if getattr(agency, name) != value}

    def _values(self) -> dict[str, object]:
        plain: dict[str, object] = {item.name: getattr(self, item.name) for item in fields(self)}
        del plain["contacts"]
        told = {name: self.contacts[name] for name in (*GUIDE_FIELDS, *REMEDY_FIELDS) if name in self.contacts}
        return {**plain, "uscc": self.uscc or None, **told}
