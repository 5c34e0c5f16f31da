"""Which cases to list and in which order, kept in the address (筛选与排序)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import Any

from django import forms
from django.db.models import F, Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from gongkai.apps.agencies.rights import Rights
from gongkai.apps.casework.models import Case, CaseQuerySet
from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.casework.selectors import cases_visible_to
from gongkai.apps.people.models import Officer
from gongkai.desk.cases.case_rows import as_rows
from gongkai.desk.cases.caseload import BUCKETS, condition_of
from gongkai.statute.case_stages import Stage
from gongkai.statute.outcomes_catalogue import OUTCOMES
from gongkai.statute.procedure_fields import APPLICANT_KINDS
from gongkai.statute.receipt import Channel

PAGE_CASES = 50
_FIRST_YEAR = 2008
_ANY = ("", "全部")


class Order(Enum):
    """The orders of the list; each ends with the key of the case, so that pages never overlap (排序)."""

    NEWEST = ("newest", "最近登记在前", "pk", True)
    DUE = ("due", "先到期在前", "due_on", False)
    RECEIVED = ("received", "最近收到在前", "received_on", True)

    def __init__(self, code: str, label: str, field: str, is_falling: bool) -> None:
        self.code = code
        self.label = label
        self.field = field
        self.is_falling = is_falling


ORDERS = {order.code: order for order in Order}


class CaseFilterForm(forms.Form):
    """The filters of the list; whatever cannot be understood filters nothing (筛选条件)."""

    q = forms.CharField(label="编号或者标题", required=False, max_length=100)
    bucket = forms.ChoiceField(label="期限", required=False)
    stage = forms.ChoiceField(label="阶段", required=False)
    outcome = forms.ChoiceField(label="结果", required=False)
    channel = forms.ChoiceField(label="渠道", required=False)
    kind = forms.ChoiceField(label="申请人类型", required=False)
    assignee = forms.TypedChoiceField(label="承办人", required=False, coerce=int, empty_value=None)
    department = forms.CharField(label="承办处室", required=False, max_length=60)
    year = forms.IntegerField(label="年度", required=False, min_value=_FIRST_YEAR, max_value=2099)
    sort = forms.ChoiceField(label="排序", required=False)

    def __init__(self, given: Any, *, officers: Sequence[Officer]) -> None:
        super().__init__(given, auto_id="filter-%s")
        self._offer("bucket", [(bucket.code, bucket.label) for bucket in BUCKETS.values()])
        self._offer("stage", [("in_hand", "全部未办结"), *((stage.code, stage.label) for stage in Stage)])
        self._offer("outcome", [(outcome.code, outcome.label) for outcome in OUTCOMES.values()])
        self._offer("channel", [(channel.code, channel.label) for channel in Channel])
        self._offer("kind", APPLICANT_KINDS)
        self._offer("assignee", [(str(officer.pk), officer.name) for officer in officers])
        self._set("sort", [(order.code, order.label) for order in Order])

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        self._set(name, [_ANY, *choices])

    def _set(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    @property
    def order(self) -> Order:
        """Return the order chosen, the newest first where none was (所选排序)."""
        return ORDERS.get(self.data.get("sort", ""), Order.NEWEST)

    def narrowed(self, cases: CaseQuerySet, *, officer: Officer, rights: Rights, today: date) -> CaseQuerySet:
        """Return the cases that meet every filter (筛选结果)."""
        self.is_valid()
        found = cases.filter(**self._plain())
        bucket = BUCKETS.get(self._value("bucket"))
        if bucket:
            found = found.filter(condition_of(bucket, officer=officer, rights=rights, today=today))
        if words := self._value("q"):
            found = found.filter(_naming(words))
        return found

    def _plain(self) -> dict[str, Any]:
        stage = self._value("stage")
        wanted = {
            "is_open": stage == "in_hand",
            "stage_code": stage if stage != "in_hand" else "",
            "outcome_code": self._value("outcome"),
            "channel_code": self._value("channel"),
            "applicant_kind": self._value("kind"),
            "assignee_id": self._value("assignee"),
            "department": self._value("department"),
            "year": self._value("year"),
        }
        return {field: value for field, value in wanted.items() if value}

    def _value(self, name: str) -> Any:
        return getattr(self, "cleaned_data", {}).get(name, "")


def _naming(words: str) -> Q:
    """Return what words may mean: a reference, or part of a title or of the one matter of a split application.

    Titles are read from an index that holds nothing else; few applications are split, and those have an index too.
    """
    split = Case.objects.filter(~Q(item=""), _having("item", words)).values("pk")
    return Q(reference=words.upper()) | _having("title", words) | Q(pk__in=split)


def _having(field: str, words: str) -> Q:
    """Return the condition that a field has the words, letter case aside; without letters to compare it is faster."""
    if words.upper() == words.lower():
        return Q(GreaterThan(StrIndex(F(field), Value(words)), 0))
    return Q(**{f"{field}__icontains": words})


def newest_in_sight(rights: Rights) -> CaseQuerySet:
    """Return the cases somebody may see, for reading them from the newest back without a filter but words (按登记先后).

    Over a whole tree, an index by organ would make the database sort all of its cases for one page. Adding nothing to
    the organ's number keeps that index out: the cases are read in the order of their keys until a page is full.
    """
    if POLICY.allows_everywhere(CaseAct.READ, rights=rights) or not any(held.role.spreads for held in rights.held):
        return cases_visible_to(rights)
    organs = POLICY.agencies(CaseAct.READ, rights=rights).values("pk")
    return Case.objects.alias(organ=F("agency_id") + 0).filter(organ__in=organs)


def page_of(cases: CaseQuerySet, *, order: Order, after: str) -> list[Case]:
    """Return one page and one more case after a cursor (分页). A cursor that makes no sense starts from the top.

    Which cases they are is asked of the indexes alone; only then are their rows read.
    """
    if order.field != "pk":
        cases = cases.filter(**{f"{order.field}__isnull": False})
    beyond = _beyond(order, after)
    if beyond is not None:
        cases = cases.filter(beyond)
    sign = "-" if order.is_falling else ""
    keys = dict.fromkeys((f"{sign}{order.field}", f"{sign}pk"))
    chosen = cases.order_by(*keys).values("pk")[: PAGE_CASES + 1]
    return list(as_rows(Case.objects.filter(pk__in=chosen)).order_by(*keys))


def cursor_of(case: Case, order: Order) -> str:
    """Return the cursor that goes on after a case (续页标记)."""
    return f"{case.pk}" if order.field == "pk" else f"{getattr(case, order.field).isoformat()}_{case.pk}"


def _beyond(order: Order, after: str) -> Q | None:
    value, _, key = after.rpartition("_")
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    comparison = "lt" if order.is_falling else "gt"
    if order.field == "pk":
        return Q(**{f"pk__{comparison}": int(key)})
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    same_day = Q(**{order.field: day, f"pk__{comparison}": int(key)})
    return Q(**{f"{order.field}__{comparison}": day}) | same_day
