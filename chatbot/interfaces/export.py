"""The facts of an answer as a file: one line a fact for programs, one table for people."""

from __future__ import annotations

import csv
import io
from typing import Any

import msgspec

from chatbot.interfaces.ports import Turn

COLUMNS = ("model", "subject", "attribute", "state", "value", "display", "note", "confidence", "sources")


def as_csv(turn: Turn) -> str:
    """Return one line for each fact that the answer states."""
    answer = turn.json()
    addresses = {source["id"]: source["url"] or source["id"] for source in answer["sources"]}
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for cell in answer["cells"]:
        subject = cell.get("subject")
        row = {key: _text(value) for key, value in cell.items()}
        row["subject"] = f"{subject['kind']}/{subject['id']}" if subject else ""
        row["sources"] = " ".join(addresses.get(source, source) for source in cell["sources"])
        writer.writerow(row)
    return out.getvalue()


def as_markdown(turn: Turn) -> str:
    """Return the facts as a table with their sources."""
    table = turn.table()
    return (table or turn).markdown().rstrip("\n") + "\n"


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
