"""Collects Problems, so that a data author sees all of them at once."""

from __future__ import annotations

from collections.abc import Iterable

from chatbot.datatypes.problem import Problem


class Report:
    """The problems found so far."""

    def __init__(self) -> None:
        """Start with none."""
        self.problems: list[Problem] = []

    def error(self, file: str, line: int, code: str, message: str, hint: str = "") -> None:
        """Note a mistake that must be mended."""
        self.problems.append(Problem(file=file, line=line, code=code, message=message, hint=hint))

    def warn(self, file: str, line: int, code: str, message: str, hint: str = "") -> None:
        """Note something that should be mended."""
        found = Problem(file=file, line=line, code=code, message=message, hint=hint, severity="warning")
        self.problems.append(found)

    def errors(self) -> tuple[Problem, ...]:
        """Return the errors, sorted and without repetition."""
        return tuple(sorted({problem for problem in self.problems if problem.severity == "error"}))

    def broken(self) -> tuple[Problem, ...]:
        """Return the errors of files that are no YAML: what refers to their contents cannot be judged before."""
        return tuple(problem for problem in self.errors() if problem.code == "broken-yaml")

    def warnings(self) -> tuple[Problem, ...]:
        """Return the warnings, sorted and without repetition."""
        return tuple(sorted({problem for problem in self.problems if problem.severity != "error"}))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint with the nearest known word, or with all of them where they are few."""
    names = sorted(known)
    import difflib  # faults are rare, and it is not read in no time

    near = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]!r}?"
    return "known: " + ", ".join(names) if 0 < len(names) <= 20 else ""
