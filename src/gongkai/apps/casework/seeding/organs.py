"""A tree of invented organs: a city, its departments, counties, their departments and townships (虚构机关)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.apps.agencies.kinds import AgencyKind, Direction, Level, Way
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.profile import Profile
from gongkai.apps.agencies.rights import Held, Rights
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.agencies.services import found, set_channel
from gongkai.apps.people.visitors import Visitor

ALL_POWER = Rights(held=(Held(AgencyRole.ADMINISTRATOR, ""),))
"""What whoever loads invented data may do: it runs on the machine itself, not over the web."""
_DEPARTMENTS = ("财政局", "教育局", "自然资源局", "住房和城乡建设局", "生态环境局", "交通运输局", "水利局", "民政局")
_TOWNSHIPS = ("松溪镇", "白石乡", "桐荫镇", "石桥镇", "望江乡", "晴川镇", "云栖镇", "听雨乡")
_COUNTY_SIZE = 1 + len(_DEPARTMENTS) + len(_TOWNSHIPS)
_CITY = "江澜市"


def grow_tree(organs: int, *, seed: int) -> list[Agency]:
    """Return that many organs of one city in tree order, making those that are not there yet (虚构机关树).

    Trees of different seeds stand side by side; a greater number later makes the same tree grow.
    """
    prefix = f"SEED{seed}-"
    known = {agency.code: agency for agency in Agency.objects.filter(code__startswith=prefix)}
    grown: list[Agency] = []
    for number, (name, kind, level, parent_number) in zip(range(organs), _plan(), strict=False):
        code = f"{prefix}{number:04d}"
        parent = grown[parent_number] if parent_number is not None else None
        grown.append(known.get(code) or _founded(code, name, kind=kind, level=level, parent=parent))
    return grown


def _plan() -> Iterator[tuple[str, AgencyKind, Level, int | None]]:
    """Yield name, kind, level and the place of the parent, for ever."""
    yield f"{_CITY}人民政府", AgencyKind.GOVERNMENT, Level.CITY, None
    for name in _DEPARTMENTS:
        yield f"{_CITY}{name}", AgencyKind.DEPARTMENT, Level.CITY, 0
    county = 0
    while True:
        seat = 1 + len(_DEPARTMENTS) + county * _COUNTY_SIZE
        county += 1
        yield f"{_CITY}第{county}区人民政府", AgencyKind.GOVERNMENT, Level.COUNTY, 0
        for name in _DEPARTMENTS:
            yield f"{_CITY}第{county}区{name}", AgencyKind.DEPARTMENT, Level.COUNTY, seat
        for name in _TOWNSHIPS:
            yield f"{_CITY}第{county}区{name}人民政府", AgencyKind.GOVERNMENT, Level.TOWNSHIP, seat


def _founded(code: str, name: str, *, kind: AgencyKind, level: Level, parent: Agency | None) -> Agency:
    profile = Profile(
        code=code,
        name=name,
        kind_code=kind.code,
        level_code=level.code,
        division_code="990200",
        letter_prefix="江公开",
        contacts=contacts_of(
            name, above=parent.name if parent else "云岭省人民政府", court=_court_over(name, kind, level)
        ),
    )
    agency = found(profile, parent=parent, by=Visitor(), rights=ALL_POWER)
    open_online(agency)
    return agency


def _court_over(name: str, kind: AgencyKind, level: Level) -> str:
    """Return where an organ is sued: a county's government or one above before the intermediate court (管辖法院).

    行政诉讼法第十五条.
    """
    if kind is AgencyKind.GOVERNMENT and level is not Level.TOWNSHIP:
        return f"{_CITY}中级人民法院"
    county = name[: name.index("区") + 1] if "区" in name else f"{_CITY}城关区"
    return f"{county}人民法院"


def contacts_of(name: str, *, above: str, court: str) -> dict[str, str]:
    """Return what the guide and the remedy clause say of an invented organ (虚构联系方式)."""
    return {
        "office_name": f"{name}政府信息公开办公室",
        "office_address": "晴川大道1号",
        "postcode": "990100",
        "office_hours": "工作日 9:00—12:00，14:00—17:30",
        "phone": "0999-10000000",
        "email": "foi@example.com",
        "reconsideration_organ": above,
        "reconsideration_address": "晴川大道2号行政复议接待室",
        "reconsideration_online": "https://fuyi.example.com/",
        "court": court,
    }


def open_online(agency: Agency) -> None:
    """Let an invented organ take applications online, and announce it (开通网上申请)."""
    set_channel(
        agency=agency,
        way=Way.WEB,
        is_open=True,
        direction=Direction.BOTH,
        announced_text="在网上填写申请表，本机关将在收到后与您电话确认。",
        by=Visitor(),
        rights=ALL_POWER,
    )
