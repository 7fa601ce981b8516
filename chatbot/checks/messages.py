"""Messages that a language lacks, that are no templates, or that use other arguments than their sisters."""

from __future__ import annotations

from chatbot.datatypes.pack import Packs
from chatbot.loading.report import Report, did_you_mean
from chatbot.rendering.messages import MessageError, variables


def check_messages(packs: Packs, report: Report) -> None:
    """Report faults of the messages of all languages."""
    known = {identity for pack in packs.languages.values() for identity in pack.messages}
    for code, pack in sorted(packs.languages.items()):
        place = f"intents/{code}/messages"
        for identity in sorted(known - pack.messages.keys()):
            report.error(place, 0, "missing-language", f"the message {identity!r} is missing in {code}")
    for identity in sorted(known):
        _check_arguments(identity, packs, report)


def _check_arguments(identity: str, packs: Packs, report: Report) -> None:
    """Report a message whose languages use different arguments: one of them is misspelt or forgotten."""
    used: dict[str, frozenset[str]] = {}
    for code, pack in sorted(packs.languages.items()):
        try:
            used[code] = variables(pack.messages.get(identity, ""))
        except MessageError as fault:
            report.error(f"intents/{code}/messages", 0, "bad-message", f"{identity!r} is no template: {fault}")
    every = frozenset[str]().union(*used.values())
    for code, names in used.items():
        others = frozenset[str]().union(*(more for other, more in used.items() if other != code))
        for name in sorted(names - others if len(used) > 1 else ()):
            message = f"only {code} uses the argument {name!r} of the message {identity!r}"
            hint = did_you_mean(name, every - {name})
            report.warn(f"intents/{code}/messages", 0, "argument", message, hint)
