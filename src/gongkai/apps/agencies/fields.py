"""A pure check as a validator of a model field (字段校验)."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible


@deconstructible
class FaultValidator:
    """Raises what a check finds wrong, in the check's own words (校验)."""

    def __init__(self, fault_of: Callable[[str], str]) -> None:
        self.fault_of = fault_of

    def __call__(self, value: str) -> None:
        """Raise ValidationError where something is wrong (校验)."""
        fault = self.fault_of(value)
        if fault:
            raise ValidationError(fault)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FaultValidator) and other.fault_of is self.fault_of

    def __hash__(self) -> int:
        return hash(self.fault_of)
