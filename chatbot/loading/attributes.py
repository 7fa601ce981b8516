"""attributes.yaml: the properties things may have, their words, and how some follow from others."""

from __future__ import annotations

from chatbot.datatypes.catalog import Attribute, Entity, Ref
from chatbot.loading.convert import convert
from chatbot.loading.entries import Entries, Entry
from chatbot.loading.nodes import Node
from chatbot.loading.schemas import AttributeSchema, DeriveSchema, ValueSchema
from chatbot.loading.scope import Scope

VALUE_KIND = "value"
TERM_KIND = "term"
TASK_KIND = "task"
_WORDS = ("asked", "more", "less", "most", "least", "equal")
_WAYS = (
    "through", "from_", "all", "count", "at_least", "base", "retired", "offered", "group", "suits", "field", "known",
    "found_in",
)  # fmt: skip


def load_attributes(scope: Scope, entries: Entries) -> None:
    """Put all attributes, the values of their choices and their words into the scope."""
    for entry in entries:
        schema = convert(entry.node, AttributeSchema, entry.file, scope.report)
        if schema is None:
            continue
        if _clashes(scope, entry, schema):
            continue
        if schema.derive is not None:
            scope.derive[schema.id] = schema.derive
        scope.attributes.setdefault(schema.id, _attribute(schema))
        _values(scope, entry, schema)
        _words(scope, entry)


def check_references(scope: Scope, entries: Entries) -> None:
    """Report related attributes and glossary terms that do not exist."""
    for entry in entries:
        known = scope.attributes.get(entry.id)
        if known is None:
            continue
        for identity in known.related:
            scope.check_id(identity, scope.attributes, "attribute", (entry.file, entry.node.line_of("related")))
        for identity in known.terms:
            terms = scope.entities.get(TERM_KIND, {})
            scope.check_id(identity, terms, TERM_KIND, (entry.file, entry.node.line_of("terms")))
        if known.task:
            tasks = scope.entities.get(TASK_KIND, {})
            scope.check_id(known.task, tasks, TASK_KIND, (entry.file, entry.node.line_of("task")))


def check_derivations(scope: Scope, entries: Entries) -> None:
    """Report derivations that name attributes which do not exist, or have no or two ways."""
    for entry in entries:
        derive = scope.derive.get(entry.id)
        node = entry.node.get("derive")
        if derive is not None and node is not None and not _check_way(scope, derive, (entry.file, node.line)):
            del scope.derive[entry.id]


def _attribute(schema: AttributeSchema) -> Attribute:
    """Return the attribute as the catalog keeps it."""
    return Attribute(
        id=schema.id,
        type=schema.type,
        label=schema.label,
        unit=schema.unit,
        of=schema.of,
        values=tuple(value.id for value in schema.values),
        scale=schema.scale,
        better=schema.better,
        column=schema.column,
        label_bases=tuple(sorted(schema.label_bases)),
        basis=basis(schema.derive) if schema.derive is not None else (),
        related=schema.related,
        terms=schema.terms,
        task=schema.task,
    )


def basis(derive: DeriveSchema) -> tuple[str, ...]:
    """Return the attributes from which a derivation follows, each once."""
    named = [derive.through, derive.from_, derive.count, derive.of, derive.or_known]
    named.extend((derive.retired, derive.offered, *derive.hosted))
    named.extend(derive.found_in)
    inner = [name for part in derive.all for name in basis(part)]
    return tuple(dict.fromkeys(name for name in (*named, *inner) if name))


def _clashes(scope: Scope, entry: Entry, schema: AttributeSchema) -> bool:
    """Report an attribute that another domain defines in another way."""
    known = scope.attributes.get(schema.id)
    if known is None or (known.type, known.unit, known.of) == (schema.type, schema.unit, schema.of):
        return False
    message = f"the attribute {schema.id!r} has another type, unit or kind in another domain"
    scope.report.error(entry.file, entry.node.line, "clashing-attribute", message, "give it another id")
    return True


def _values(scope: Scope, entry: Entry, schema: AttributeSchema) -> None:
    """Add the values of a choice as things of their own."""
    known = scope.entities.setdefault(VALUE_KIND, {})
    node = entry.node.get("values") or Node([], entry.node.line)
    if schema.type in {"choice", "choices"} and not schema.values:
        scope.report.error(entry.file, entry.node.line, "missing-key", f"{schema.id} needs `values`")
    for value, child in zip(schema.values, node.children(), strict=False):
        made = _value(value)
        if value.id not in known:
            known[value.id] = made
            scope.names.thing(child, Ref(VALUE_KIND, value.id), entry.file)
            continue
        if known[value.id].name != made.name:
            message = f"the value {value.id!r} has another name in another attribute"
            scope.report.error(entry.file, child.line, "clashing-value", message, "use the same name")
        # the bare name stands for the first attribute that has the value: these words say that this one is meant
        scope.names.spoken(child.get("names"), Ref("says", entry.id), entry.file, value.id)


def _value(schema: ValueSchema) -> Entity:
    """Return a value of a choice as a thing."""
    return Entity(id=schema.id, kind=VALUE_KIND, name=schema.name, description=schema.description)


def _words(scope: Scope, entry: Entry) -> None:
    """Add the words by which an attribute is named, asked for, compared and stated."""
    node, file = entry.node, entry.file
    for key in ("label", "names"):
        scope.names.spoken(node.get(key), Ref("attribute", entry.id), file)
    for key in _WORDS:
        scope.names.spoken(node.get(key), Ref(key, entry.id), file)
    says = node.get("says")
    for value, forms in says.items() if says is not None else ():
        scope.names.spoken(forms, Ref("says", entry.id), file, value)
    rough = node.get("rough")
    for child in rough.children() if rough is not None else ():
        limit = f"{child.text('op')} {child.text('value')}"
        scope.names.spoken(child.get("names"), Ref("rough", entry.id), file, limit)
    events = node.get("events")
    for asked, forms in events.items() if events is not None else ():
        scope.names.spoken(forms, Ref("event", entry.id), file, asked)


def _check_way(scope: Scope, derive: DeriveSchema, place: tuple[str, int]) -> bool:
    """Check one derivation and those inside it; tell whether it can be used."""
    before = len(scope.report.problems)
    ways = [way for way in _WAYS if getattr(derive, way) not in ("", False, ())]
    if len(ways) != 1:
        known = ", ".join(way.rstrip("_") for way in _WAYS)
        scope.report.error(*place, "bad-derivation", "a derivation needs exactly one way", f"one of {known}")
    for name in basis(derive):
        scope.check_id(name, scope.attributes, "attribute", place)
    for part in derive.all:
        _check_way(scope, part, place)
    if derive.through and not derive.take:
        scope.report.error(*place, "bad-derivation", "`through` needs `take`")
    return len(scope.report.problems) == before
