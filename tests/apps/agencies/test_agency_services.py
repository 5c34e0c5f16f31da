"""Organs: entering, changing, moving, their channels and successors."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from apps.people.invented import ALL_POWER, make_administrator, make_agency, make_officer
from apps.people.role_matrix import assert_guarded
from gongkai.apps.agencies import selectors, services
from gongkai.apps.agencies.kinds import Direction, Way
from gongkai.apps.agencies.models import Agency, IntakeChannel
from gongkai.apps.agencies.permissions import AgencyAct
from gongkai.apps.agencies.profile import Profile
from gongkai.apps.agencies.rights import NO_RIGHTS
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.audit.models import Entry
from gongkai.apps.people.rights import rights_of

pytestmark = pytest.mark.django_db


def profile_of(agency: Agency, **changes) -> Profile:
    told = {name: getattr(agency, name) for name in Profile.__dataclass_fields__ if name != "contacts"}
    return Profile(**{**told, **changes})


def names(agencies) -> list[str]:
    return [agency.name for agency in agencies]


@pytest.fixture
def tree() -> dict[str, Agency]:
    city = make_agency("浮玉市人民政府", kind_code="government", level_code="city")
    bureau = make_agency("浮玉市水利局", parent=city, level_code="city")
    branch = make_agency("浮玉市水政支队", parent=bureau, level_code="city")
    county = make_agency("清苕县人民政府", kind_code="government", parent=city)
    return {"city": city, "bureau": bureau, "branch": branch, "county": county}


def test_an_organ_knows_the_organs_above_it_without_asking(tree, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert tree["branch"].ancestor_ids == (tree["city"].pk, tree["bureau"].pk, tree["branch"].pk)
        assert tree["branch"].depth == 2
        assert tree["branch"].is_within(tree["city"])
        assert not tree["city"].is_within(tree["branch"])


def test_a_subtree_is_the_organ_and_all_below_it(tree, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert names(Agency.objects.within(tree["bureau"]).in_tree_order()) == ["浮玉市水利局", "浮玉市水政支队"]
    assert Agency.objects.within(tree["city"]).count() == 4


def test_moving_takes_all_below_along(tree) -> None:
    other = make_agency("云台市人民政府", level_code="city")
    moved = services.move(agency=tree["bureau"], parent=other, by=make_administrator(), rights=ALL_POWER)
    branch = Agency.objects.get(pk=tree["branch"].pk)
    assert branch.ancestor_ids == (other.pk, moved.pk, branch.pk)
    assert names(Agency.objects.within(other).in_tree_order()) == ["云台市人民政府", "浮玉市水利局", "浮玉市水政支队"]
    assert names(Agency.objects.within(tree["city"]).in_tree_order()) == ["浮玉市人民政府", "清苕县人民政府"]


def test_moving_to_the_top_and_back_gives_the_same_tree(tree) -> None:
    administrator = make_administrator()
    before = list(Agency.objects.order_by("pk").values_list("path", "parent"))
    services.move(agency=tree["bureau"], parent=None, by=administrator, rights=ALL_POWER)
    assert Agency.objects.get(pk=tree["branch"].pk).depth == 1
    services.move(agency=tree["bureau"], parent=tree["city"], by=administrator, rights=ALL_POWER)
    assert list(Agency.objects.order_by("pk").values_list("path", "parent")) == before


def test_moving_below_oneself_is_refused(tree) -> None:
    with pytest.raises(ValidationError, match="浮玉市水政支队在浮玉市水利局之下"):
        services.move(agency=tree["bureau"], parent=tree["branch"], by=make_administrator(), rights=ALL_POWER)


def test_an_organ_does_not_stand_below_one_of_a_lower_level(tree) -> None:
    with pytest.raises(ValidationError, match="低于本机关的层级"):
        services.move(agency=tree["bureau"], parent=tree["county"], by=make_administrator(), rights=ALL_POWER)


def test_an_organ_that_answers_in_the_name_of_another_is_not_moved_away_from_it(tree) -> None:
    administrator = make_administrator()
    services.answer_as(agency=tree["branch"], body=tree["city"], by=administrator, rights=ALL_POWER)
    other = make_agency("浮玉省水利厅", level_code="province")
    with pytest.raises(ValidationError, match="以原上级机关的名义答复"):
        services.move(agency=tree["bureau"], parent=other, by=administrator, rights=ALL_POWER)


def test_an_answer_is_given_in_one_s_own_name_or_that_of_an_organ_above(tree) -> None:
    administrator = make_administrator()
    answering = services.answer_as(agency=tree["branch"], body=tree["bureau"], by=administrator, rights=ALL_POWER)
    assert answering.answering_body == tree["bureau"]
    with pytest.raises(ValidationError, match="清苕县人民政府不是浮玉市水政支队的上级机关"):
        services.answer_as(agency=tree["branch"], body=tree["county"], by=administrator, rights=ALL_POWER)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        # 11341702486344515H is right; its last character but one was changed.
        ({"uscc": "11341702486344525H"}, "校验位不符"),
        ({"uscc": "1134170248634451"}, "应为 18 位，现为 16 位"),
        ({"division_code": "9901"}, "应为 6、9 或 12 位数字"),
        ({"code": "浮玉"}, "机构编码"),
        ({"letter_prefix": "浮政〔2026〕"}, "机关代字"),
        ({"kind_code": "party"}, "party"),
    ],
)
def test_codes_that_cannot_be_right_are_refused(changes, refusal: str) -> None:
    agency = make_agency()
    with pytest.raises(ValidationError, match=refusal):
        services.change(agency=agency, profile=profile_of(agency, **changes), by=make_administrator(), rights=ALL_POWER)


@pytest.mark.parametrize("uscc", ["12620600MB0523338C", "11341702486344515H", "91230500MA1B3N1N2M"])
def test_real_social_credit_codes_are_taken(uscc: str) -> None:
    assert make_agency(uscc=uscc).uscc == uscc


def test_a_change_is_logged_with_its_fields_and_no_change_leaves_no_trace() -> None:
    agency = make_agency()
    administrator = make_administrator()
    services.change(
        agency=agency,
        profile=profile_of(agency, name="浮玉市教育体育局", contacts={"phone": "0999-1234567"}),
        by=administrator,
        rights=ALL_POWER,
    )
    agency.refresh_from_db()
    services.change(agency=agency, profile=profile_of(agency), by=administrator, rights=ALL_POWER)
    entries = list(Entry.objects.filter(act=AgencyAct.CHANGE.code))
    assert [entry.details["fields"] for entry in entries] == [["name", "phone"]]


def test_an_organ_ends_after_it_begins() -> None:
    with pytest.raises(ValidationError, match="撤销日期不能早于设立日期"):
        make_agency(valid_from=date(2024, 3, 1), valid_until=date(2024, 2, 29))
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.filter(pk=make_agency().pk).update(valid_from=date(2024, 3, 1), valid_until=date(2024, 2, 29))


def test_only_organs_of_the_day_are_listed() -> None:
    make_agency("旧局", valid_until=date(2024, 2, 29))
    make_agency("新局", valid_from=date(2024, 3, 1))
    make_agency("常设局")
    assert set(names(selectors.agencies_on(date(2024, 2, 29)))) == {"旧局", "常设局"}
    assert set(names(selectors.agencies_on(date(2024, 3, 1)))) == {"新局", "常设局"}


def test_in_person_and_post_are_open_from_the_first_day_and_the_others_are_not() -> None:
    assert [each.way for each in selectors.open_ways(make_agency())] == [Way.IN_PERSON, Way.POST]


@pytest.mark.parametrize("way", [Way.IN_PERSON, Way.POST])
@pytest.mark.parametrize(("is_open", "direction"), [(False, Direction.BOTH), (True, Direction.ANSWER)])
def test_a_basic_way_is_not_closed_to_applications(way: Way, is_open: bool, direction: Direction) -> None:
    agency = make_agency()
    with pytest.raises(ValidationError, match="不得以任何理由拒绝接收"):
        set_channel(agency, way, is_open=is_open, direction=direction)
    with pytest.raises(IntegrityError), transaction.atomic():
        IntakeChannel.objects.filter(agency=agency, way_code=way.code).update(
            is_open=is_open, direction_code=direction.code
        )


def test_a_way_that_is_opened_must_be_told_of_in_the_guide() -> None:
    agency = make_agency()
    with pytest.raises(ValidationError, match="公开指南中写明"):
        set_channel(agency, Way.EMAIL, text=" ")
    set_channel(agency, Way.EMAIL, text="只用于送达答复", direction=Direction.ANSWER)
    email = selectors.open_ways(agency)[-1]
    assert (email.way, email.takes_applications, email.gives_answers) == (Way.EMAIL, False, True)


def set_channel(agency, way, *, is_open=True, direction=Direction.BOTH, text="说明", rights=ALL_POWER) -> None:
    services.set_channel(
        agency=agency,
        way=way,
        is_open=is_open,
        direction=direction,
        announced_text=text,
        by=make_administrator(),
        rights=rights,
    )


def transfer(before: Agency, after: Agency, on: date, scope: str = "") -> None:
    services.succeed(
        predecessor=before,
        successor=after,
        on=on,
        scope=scope,
        basis="机构改革方案",
        by=make_administrator(),
        rights=ALL_POWER,
    )


def test_successors_are_followed_in_the_order_of_time() -> None:
    land, resources, planning = (make_agency(name) for name in ("国土局", "自然资源局", "自然资源和规划局"))
    transfer(land, resources, date(2019, 1, 1))
    transfer(resources, planning, date(2024, 3, 1))
    assert names(selectors.successors_of(land, on=date(2018, 12, 31))) == []
    assert names(selectors.successors_of(land, on=date(2024, 2, 29))) == ["自然资源局"]
    assert names(selectors.successors_of(land, on=date(2024, 3, 1))) == ["自然资源和规划局"]


def test_what_was_given_on_before_the_transfer_is_not_followed() -> None:
    land, resources, water = (make_agency(name) for name in ("国土局", "自然资源局", "水利局"))
    transfer(resources, water, date(2015, 1, 1), scope="水资源调查")
    transfer(land, resources, date(2019, 1, 1))
    assert names(selectors.successors_of(land, on=date(2025, 1, 1))) == ["自然资源局"]


def test_who_gave_up_a_part_still_stands_beside_the_one_that_took_it() -> None:
    land, resources, water = (make_agency(name) for name in ("国土局", "自然资源局", "水利局"))
    transfer(land, resources, date(2019, 1, 1))
    transfer(resources, water, date(2020, 1, 1), scope="水资源调查")
    assert names(selectors.successors_of(land, on=date(2025, 1, 1))) == ["自然资源局", "水利局"]


def test_transfers_there_and_back_leave_the_first_in_place() -> None:
    one, two = make_agency("甲局"), make_agency("乙局")
    transfer(one, two, date(2019, 1, 1))
    transfer(two, one, date(2020, 1, 1))
    assert names(selectors.successors_of(one, on=date(2025, 1, 1))) == []


def test_the_same_transfer_is_not_told_twice() -> None:
    one, two = make_agency("甲局"), make_agency("乙局")
    transfer(one, two, date(2019, 1, 1))
    with pytest.raises(ValidationError, match="已经登记过"):
        transfer(one, two, date(2019, 1, 1))


def test_the_remedies_are_those_of_the_body_that_answers(tree) -> None:
    city = Agency.objects.get(pk=tree["city"].pk)
    services.change(
        agency=city,
        profile=profile_of(
            city,
            contacts={
                "reconsideration_organ": "浮玉省人民政府",
                "court": "浮玉市中级人民法院",
                "designated_court": "云台铁路运输中级法院",
            },
        ),
        by=make_administrator(),
        rights=ALL_POWER,
    )
    bureau = services.answer_as(agency=tree["bureau"], body=city, by=make_administrator(), rights=ALL_POWER)
    bureau.refresh_from_db()
    told = selectors.remedy_settings(bureau)
    assert (told.answering_body, told.reconsideration_organ) == (city, "浮玉省人民政府")
    assert (told.court, told.missing) == ("云台铁路运输中级法院", ())
    assert selectors.remedy_settings(tree["branch"]).missing == ("行政复议机关", "管辖法院")


def test_what_article_twelve_wants_and_is_not_entered_is_told() -> None:
    agency = make_agency(office_name="办公室", office_address="浮玉路1号", phone="0999-1234567")
    assert selectors.missing_in_guide(agency) == ("办公时间", "互联网联系方式")


def test_only_an_administrator_of_everything_enters_an_organ_at_the_top(tree) -> None:
    local = make_officer("地方管理员", role=AgencyRole.ADMINISTRATOR, agency=tree["city"])
    told = Profile(code="NEW", name="新机关", kind_code="department", level_code="county", division_code="990101")
    assert services.found(told, parent=tree["city"], by=local, rights=rights_of(local)).parent == tree["city"]
    with pytest.raises(PermissionDenied, match="全系统"):
        services.found(told, parent=None, by=local, rights=rights_of(local))


def test_every_service_asks_for_the_right_of_its_act() -> None:
    assert_guarded(
        {
            AgencyAct.FOUND: lambda officer, agency: services.found(
                Profile(code="N", name="新", kind_code="department", level_code="township", division_code="990101"),
                parent=agency,
                by=officer,
                rights=rights_of(officer),
            ),
            AgencyAct.CHANGE: lambda officer, agency: services.change(
                agency=agency, profile=profile_of(agency, name="改名"), by=officer, rights=rights_of(officer)
            ),
            AgencyAct.SET_CHANNEL: lambda officer, agency: set_channel(agency, Way.FAX, rights=rights_of(officer)),
        },
        {
            AgencyAct.FOUND: {AgencyRole.ADMINISTRATOR},
            AgencyAct.CHANGE: {AgencyRole.ADMINISTRATOR},
            AgencyAct.SET_CHANNEL: {AgencyRole.ADMINISTRATOR, AgencyRole.DISCLOSURE_HEAD},
        },
    )


def test_nobody_without_rights_sees_any_organ(tree) -> None:
    assert selectors.agencies_seen(rights=NO_RIGHTS) == []
    with pytest.raises(Agency.DoesNotExist):
        selectors.agency_seen(tree["city"].pk, rights=NO_RIGHTS)
