"""Writes JSON Schemas of the data files, with which editors complete and check them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from chatbot.files import rewrite
from chatbot.loading.family_schemas import FamilySchema
from chatbot.loading.intent_schemas import IntentSchema, LanguageSchema, RuleSchema
from chatbot.loading.schemas import (
    AttributeSchema,
    DomainSchema,
    EntitySchema,
    KindSchema,
    OutsiderSchema,
    SourceSchema,
)

_NESTED: dict[str, Any] = {"type": "object", "additionalProperties": {"type": ["string", "object"]}}
_FILES: dict[str, Any] = {
    "sources": dict[str, SourceSchema],
    "domain": DomainSchema,
    "kinds": list[KindSchema],
    "attributes": list[AttributeSchema],
    "family": FamilySchema,
    "things": list[EntitySchema],
    "outsiders": list[OutsiderSchema],
    "intents": list[IntentSchema],
    "followups": list[IntentSchema],
    "fit": list[IntentSchema],
    "language": LanguageSchema,
    "terms": dict[str, list[str]],
    "fillers": dict[str, list[str]],
    "phrases": dict[str, list[RuleSchema]],
}


def schemas() -> dict[str, dict[str, Any]]:
    """Return a schema for each sort of file."""
    made = {name: _editable(msgspec.json.schema(schema)) for name, schema in _FILES.items()}
    made["messages"] = dict(_NESTED)
    made["things"]["$defs"]["EntitySchema"]["additionalProperties"] = True  # kinds.yaml adds keys
    made["family"]["$defs"]["FamilySchema"]["additionalProperties"] = True  # attributes may take keys of a family
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
