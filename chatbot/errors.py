"""The exception tree; outcomes for askers are answers, mistakes of data authors are Problems, only the rest raises.

ChatbotError
├── UsageError       wrong arguments
└── DataError        unreadable or faulty data files; carries the Problems
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chatbot.datatypes.problem import Problem


class ChatbotError(Exception):
    """Any fault that ends the program with a message instead of a traceback."""

    exit_code = 2


class UsageError(ChatbotError):
    """The program was called with arguments that make no sense."""


class DataError(ChatbotError):
    """Data files cannot be read or hold faults."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems; the message is their one-line forms, joined."""
        super().__init__("\n".join(problem.line_form() for problem in problems))
        self.problems = problems
