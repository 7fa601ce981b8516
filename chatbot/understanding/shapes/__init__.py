"""From a filled frame to the query it means; None where the slots do not make sense together.

The names of these functions, without `shape_`, are what `shape:` in intents.yaml refers to.
"""

from __future__ import annotations

from collections.abc import Callable

from chatbot.datatypes.query import Query
from chatbot.understanding.frames import Frame
from chatbot.understanding.shapes.advice import AdviceShapes
from chatbot.understanding.shapes.against import AgainstShapes
from chatbot.understanding.shapes.facts import FactShapes
from chatbot.understanding.shapes.first import FirstShapes
from chatbot.understanding.shapes.fitting import FitShapes
from chatbot.understanding.shapes.permitted import PermitShapes
from chatbot.understanding.shapes.rough import without_rough
from chatbot.understanding.shapes.sets import SetShapes
from chatbot.understanding.shapes.statements import StatementShapes
from chatbot.understanding.shapes.things import ThingShapes
from chatbot.understanding.shapes.whether import WhetherShapes

Shape = Callable[[Frame], Query | None]


class Shapes(
    SetShapes,
    PermitShapes,
    FactShapes,
    StatementShapes,
    WhetherShapes,
    ThingShapes,
    AgainstShapes,
    AdviceShapes,
    FirstShapes,
    FitShapes,
):
    """All shapes over one catalog and its default domain."""

    def table(self) -> dict[str, Shape]:
        """Return shape name -> function."""
        names = [name for name in dir(self) if name.startswith("shape_")]
        return {name.removeprefix("shape_"): self._whole(getattr(self, name)) for name in names}

    def _whole(self, shape: Shape) -> Shape:
        """Return the shape with what belongs to a statement on memory put into it."""

        def whole(frame: Frame) -> Query | None:
            query = shape(frame)
            return self.finished(frame, without_rough(frame, query)) if query is not None else None

        return whole
