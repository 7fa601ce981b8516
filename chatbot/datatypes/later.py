"""A value that is made when it is first asked for, and compares as the value would."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Later(Generic[T]):
    """Called, it returns the value; it is made once."""

    __slots__ = ("_make", "_value")

    def __init__(self, make: Callable[[], T]) -> None:
        """Keep how to make the value."""
        self._make: Callable[[], T] | None = make

    def __call__(self) -> T:
        """Return the value."""
        if self._make is not None:
            self._value, self._make = self._make(), None
        return self._value

    def __eq__(self, other: object) -> bool:
        return self() == other() if isinstance(other, Later) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # the value may have none
