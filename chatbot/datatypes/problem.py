"""A fault in a data file, as a value: collected, never raised one by one."""

from __future__ import annotations

import msgspec


class Problem(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One mistake of a data author, with all that is needed to mend it."""

    file: str
    """Path of the file as the reader knows it (relative to its data folder where possible)."""
    line: int = 0
    """Line in that file, from 1; 0 where the whole file is meant."""
    code: str
    """Stable short id such as `unknown-key`."""
    message: str
    """What is wrong, in one sentence."""
    hint: str = ""
    """What was probably meant or how to mend it."""
    severity: str = "error"
    """`error` or `warning`; warnings fail a check only where it is strict."""

    def line_form(self) -> str:
        """Return the one-line form `file:line: severity: message (hint) [code]`."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}: {self.severity}: {self.message}{hint} [{self.code}]"
