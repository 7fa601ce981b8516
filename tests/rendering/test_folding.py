"""Rows of one family as one record: shared values once, others beside their names."""

from chatbot.datatypes.answer import Answer, Row, Table
from tests.rendering.sample import cell, fact, refs, renderer


def answer(columns: tuple[str, ...]) -> Answer:
    shared = {"terms": "open-sea", "story": {"en": "built in a storm " * 5, "zh": "旧"}}
    own = {"heron-1": "2023", "heron-2": "2024", "gull": "2024"}
    rows = []
    for boat, year in own.items():
        facts = (
            fact(name, shared.get(name, year), sources=("yard",) if boat == "gull" else ("log",)) for name in columns
        )
        rows.append(Row(subjects=refs(boat), cells=tuple(cell(boat, each) for each in facts)))
    return Answer(status="answered", blocks=(Table(columns=columns, rows=tuple(rows)),))


def test_shared_values_are_said_once() -> None:
    text = renderer().text(answer(("terms", "launched", "story")), 70)
    assert text.split("\n\n")[0].split("\n")[:5] == [
        "Heron (all 2)",
        "  Terms: Open Sea Licence 1.0 [1]",
        "  Launch date:",
        "    - Heron 1: 2023 [1]",
        "    - Heron 2: 2024 [1]",
    ]
    assert text.split("\n\n")[1].startswith("Gull\n  Terms: Open Sea Licence 1.0 [2]")


def test_what_fits_a_table_stays_a_table() -> None:
    text = renderer().text(answer(("terms", "launched")), 70)
    assert [line.split("  ")[0] for line in text.split("\n")[2:5]] == ["Heron 1", "Heron 2", "Gull"]


def test_markdown_folds_long_rows_only() -> None:
    assert "| Heron 1 |" in renderer().markdown(answer(("terms", "launched")))
    folded = renderer().markdown(answer(("terms", "launched", "story", "story", "story")))
    assert folded.startswith("**Heron (all 2)**\n\n- Terms: Open Sea Licence 1.0")
    assert "  - Heron 1: 2023" in folded
