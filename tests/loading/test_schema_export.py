"""JSON Schemas of the data files."""

from __future__ import annotations

import json
from pathlib import Path

from chatbot.loading.schema_export import write_schemas


def test_schemas(tmp_path: Path) -> None:
    write_schemas(tmp_path / "new")
    found = {path.name.partition(".")[0]: json.loads(path.read_text()) for path in (tmp_path / "new").iterdir()}
    assert {"family", "attributes", "domain", "phrases", "messages", "sources", "kinds"} <= set(found)
    fact = found["family"]["$defs"]["FactSchema"]
    assert fact["additionalProperties"] is False
    assert fact["properties"]["incomplete"]["enum"] == [True, False, "yes", "no"]
