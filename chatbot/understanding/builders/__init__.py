"""The closed set of builders: from the roles of a phrase rule to its meaning, or None where the roles do not fit.

Language-free and free of the domain: which attribute a bare amount, a date or a kind of value belongs to, the domain's
data say.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chatbot.understanding.builders.edges import EdgeBuilders
from chatbot.understanding.builders.fitting import FitBuilders
from chatbot.understanding.builders.marked import MarkedBuilders
from chatbot.understanding.builders.naming import NameBuilders
from chatbot.understanding.builders.serving import ServiceBuilders
from chatbot.understanding.builders.unrecorded import UnrecordedBuilders


class Builders(MarkedBuilders, ServiceBuilders, EdgeBuilders, NameBuilders, FitBuilders, UnrecordedBuilders):
    """All builders over one catalog and its default domain."""

    def table(self) -> dict[str, Callable[..., Any]]:
        """Return name -> builder."""
        names = [name for name in dir(self) if not name.startswith("_") and name != "table"]
        return {name: getattr(self, name) for name in names}
