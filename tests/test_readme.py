"""What the README shows is what the program says. `python -m tests.test_readme` writes it anew."""

from __future__ import annotations

import io
import re
import shlex
from pathlib import Path

import pytest

from chatbot.interfaces.cli import run
from chatbot.interfaces.streams import Streams

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def replayed(block: str) -> str:
    """Return a block of the README with what each of its commands says now."""
    shown = []
    for line in block.split("\n"):
        if line.startswith("$ chatbot "):
            out = io.StringIO()
            run(shlex.split(line)[2:], Streams(None, out, io.StringIO()))
            shown.append(f"{line}\n{out.getvalue()}")
    return "\n".join(shown)


def blocks() -> list[str]:
    return BLOCK.findall(README.read_text(encoding="utf-8"))


@pytest.mark.parametrize("block", blocks())
def test_shown_output_is_real(block):
    assert replayed(block) == block


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    README.write_text(BLOCK.sub(lambda found: f"```console\n{replayed(found[1])}```", text), encoding="utf-8")
