"""Several answers to one utterance become one answer with parts."""

from __future__ import annotations

from chatbot.datatypes.answer import Answer, Groups, Say

BEST_FIRST = ("answered", "no_data", "clarify", "not_in_catalog", "out_of_scope", "not_understood")


def merge(answers: tuple[Answer, ...]) -> Answer:
    """Unite answers: keys are unions, the first verdict, count and groups, and the worst status."""
    if len(answers) == 1:
        return answers[0]
    families = tuple(family for answer in answers for family in answer.families or ())
    return Answer(
        status=max((answer.status for answer in answers), key=BEST_FIRST.index),
        query=answers[0].query,
        intent=answers[0].intent,
        models=tuple(dict.fromkeys(model for answer in answers for model in answer.models)),
        families=tuple(dict.fromkeys(families)) or None,
        groups=_first_groups(answers),
        verdict=next((answer.verdict for answer in answers if answer.verdict is not None), None),
        count=next((answer.count for answer in answers if answer.count is not None), None),
        cells=tuple(cell for answer in answers for cell in answer.cells),
        choices=tuple(choice for answer in answers for choice in answer.choices),
        suggestions=_suggestions(answers),
        disclaimer=any(answer.disclaimer for answer in answers),
        parts=answers,
    )


def _first_groups(answers: tuple[Answer, ...]) -> Groups | None:
    return next((answer.groups for answer in answers if answer.groups is not None), None)


def _suggestions(answers: tuple[Answer, ...]) -> tuple[Say, ...]:
    found: list[Say] = []
    for answer in answers:
        found.extend(say for say in answer.suggestions if say not in found)
    return tuple(found[:3])
