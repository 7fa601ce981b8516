"""Conversion: all faults of an entry, each with line and hint."""

from __future__ import annotations

from chatbot.loading.convert import convert
from chatbot.loading.family_schemas import FamilySchema, VariantSchema
from chatbot.loading.report import Report
from chatbot.loading.schemas import AttributeSchema
from chatbot.loading.yaml_reader import read_text


def faults(text: str, shape: type) -> list[tuple[int, str, str]]:
    report = Report()
    node = read_text(text, "x.yaml", report)
    assert node is not None
    made = convert(node, shape, "x.yaml", report)
    assert (made is None) == bool(report.problems)
    return [(found.line, found.code, found.hint) for found in report.problems]


def test_every_fault_is_reported() -> None:
    text = "id: a\nnmae: A\nfacts:\n  - {attribute: x, vlaue: 1}\n  - {value: 1}\nnames: 3\n"
    assert faults(text, VariantSchema) == [
        (2, "unknown-key", "did you mean 'name'?"),
        (4, "unknown-key", "did you mean 'value'?"),
        (5, "missing-key", ""),
        (6, "bad-type", ""),
        (1, "missing-key", ""),
    ]


def test_allowed_words_are_suggested() -> None:
    text = "id: a\ntype: quantiti\nlabel: {en: A}"
    assert faults(text, AttributeSchema) == [(2, "bad-type", "did you mean 'quantity'?")]


def test_nothing_where_a_list_is_needed() -> None:
    assert [fault[:2] for fault in faults("id: a\nname: {en: A}\nflagship: b\nvariants:\n", FamilySchema)] == [
        (4, "bad-type")
    ]


def test_null_is_fine_where_the_shape_allows_it() -> None:
    assert faults("id: a\nname: A\nbase: null\nstage: ~\nsize_label:\n", VariantSchema) == []


def test_a_list_is_no_mapping() -> None:
    assert [fault[:2] for fault in faults("- a", VariantSchema)] == [(1, "bad-type")]
