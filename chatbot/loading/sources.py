"""Reads all data files, without any cache: the part that needs YAML."""

from __future__ import annotations

from pathlib import Path

from chatbot.datatypes.pack import Packs
from chatbot.loading.catalog import LoadedCatalog, load_catalog
from chatbot.loading.packs import load_packs
from chatbot.loading.report import Report


def read_sources(knowledge: tuple[Path, ...], intents: tuple[Path, ...], report: Report) -> tuple[LoadedCatalog, Packs]:
    """Return all that the files allow; faults go to the report."""
    return load_catalog(knowledge, report), load_packs(intents, report)
