"""The version line, without loading the chatbot: only the few lines that hold the catalog's date are read."""

from __future__ import annotations

from pathlib import Path

from chatbot import __version__
from chatbot.errors import DataError
from chatbot.loading.folders import layers
from chatbot.loading.report import Report
from chatbot.loading.yaml_reader import read_file

DOMAIN_FILE = "domain.yaml"


def version_line(knowledge: tuple[Path, ...]) -> str:
    """Return name, version and the date of each catalog; a later folder's date replaces an earlier one's."""
    report = Report()
    dates: dict[str, str] = {}
    for root in layers("knowledge", knowledge):
        for path in [root / DOMAIN_FILE, *sorted(root.glob(f"*/{DOMAIN_FILE}"))]:
            domain = read_file(path, str(path), report) if path.exists() else None
            if domain is not None:
                dates[domain.text("id")] = domain.text("as_of")
    if report.errors() or not dates:
        raise DataError(report.errors())
    return f"chatbot {__version__} (catalog: {', '.join(f'{name} {date}' for name, date in dates.items())})"
