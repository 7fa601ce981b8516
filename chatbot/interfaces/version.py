"""The version line; where the chatbot is not loaded, the files that hold the catalog's date are read alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from chatbot import __version__
from chatbot.errors import DataError

DOMAIN_FILE = "domain.yaml"


def version_line(dates: Mapping[str, str]) -> str:
    """Return name, version and the date of each domain's facts in one line."""
    return f"chatbot {__version__} (catalog: {', '.join(f'{name} {date}' for name, date in dates.items())})"


def dates_in(knowledge: tuple[Path, ...]) -> dict[str, str]:
    """Return the date of each domain's facts; a later folder's date replaces an earlier one's."""
    from chatbot.loading.folders import layers
    from chatbot.loading.report import Report
    from chatbot.loading.yaml_reader import read_file

    report = Report()
    dates: dict[str, str] = {}
    for root in layers("knowledge", knowledge):
        for path in [root / DOMAIN_FILE, *sorted(root.glob(f"*/{DOMAIN_FILE}"))]:
            domain = read_file(path, str(path), report) if path.exists() else None
            if domain is not None:
                dates[domain.text("id")] = domain.text("as_of")
    if report.errors() or not dates:
        raise DataError(report.errors())
    return dates
