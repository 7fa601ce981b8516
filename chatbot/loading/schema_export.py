"""Writes JSON Schemas of the data files, with which editors complete and check them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from chatbot.files import rewrite
from chatbot.loading.family_shapes import FamilyShape
from chatbot.loading.intent_shapes import IntentShape, LanguageShape, RuleShape
from chatbot.loading.shapes import AttributeShape, DomainShape, EntityShape, KindShape, OutsiderShape, SourceShape

_NESTED: dict[str, Any] = {"type": "object", "additionalProperties": {"type": ["string", "object"]}}
_FILES: dict[str, Any] = {
    "sources": dict[str, SourceShape],
    "domain": DomainShape,
    "kinds": list[KindShape],
    "attributes": list[AttributeShape],
    "family": FamilyShape,
    "things": list[EntityShape],
    "outsiders": list[OutsiderShape],
    "intents": list[IntentShape],
    "followups": list[IntentShape],
    "fit": list[IntentShape],
    "language": LanguageShape,
    "terms": dict[str, list[str]],
    "fillers": dict[str, list[str]],
    "phrases": dict[str, list[RuleShape]],
}


def schemas() -> dict[str, dict[str, Any]]:
    """Return a schema for each sort of file."""
    made = {name: _editable(msgspec.json.schema(shape)) for name, shape in _FILES.items()}
    made["messages"] = dict(_NESTED)
    made["things"]["$defs"]["EntityShape"]["additionalProperties"] = True  # kinds.yaml adds keys
    made["family"]["$defs"]["FamilyShape"]["additionalProperties"] = True  # attributes may take keys of a family
    return made


def write_schemas(folder: Path) -> None:
    """Write all schemas into a folder, which is made where it does not exist."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        text = json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=2)
        rewrite(folder / f"{name}.schema.json", f"{text}\n".encode())


def _editable(schema: Any) -> Any:
    """Allow what editors read where the loader reads text: true for "true", 2023 for "2023"."""
    if isinstance(schema, list):
        return [_editable(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _editable(part) for key, part in schema.items()}
    if found.get("type") == "boolean":
        return {**{key: part for key, part in found.items() if key != "type"}, "enum": [True, False, "yes", "no"]}
    if found == {"type": "string"}:
        return {"type": ["string", "number", "boolean", "null"]}
    return found
