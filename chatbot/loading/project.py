"""Loads the whole project: from the cache where it is current, else from the YAML files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from chatbot.datatypes.catalog import Catalog
from chatbot.datatypes.pack import Packs
from chatbot.datatypes.problem import Problem
from chatbot.errors import DataError
from chatbot.loading import cache
from chatbot.loading.folders import code_files, data_files, layers
from chatbot.loading.report import Report

Roots = tuple[tuple[Path, ...], tuple[Path, ...]]
T = TypeVar("T")


class Project(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that data files say."""

    catalog: Catalog
    packs: Packs
    warnings: tuple[Problem, ...] = ()


def load(knowledge: tuple[Path, ...] = (), intents: tuple[Path, ...] = (), cache_dir: Path | None = None) -> Project:
    """Return the project; raises DataError with all problems if there is an error in any file.

    The folders are laid over the shipped data, in order. `cache_dir`: where compiled data is kept; None: nowhere.
    """
    return compiled(lambda project: project, Project, (knowledge, intents), cache_dir)


def compiled(make: Callable[[Project], T], shape: type[T], extra: Roots = ((), ()), cache_dir: Path | None = None) -> T:
    """Return what `make` makes of the project, kept in the cache as a whole: a Struct of plain data.

    `extra`: knowledge and intents folders laid over the shipped data. Raises DataError as `load` does.
    """
    roots = layers("knowledge", extra[0]), layers("intents", extra[1])
    if cache_dir is None:
        return make(read(*roots))
    file = cache.cache_file(cache_dir, shape.__qualname__, *roots)
    key = _key(*roots)
    known = cache.load(file, key, shape) if key else None
    if known is not None:
        return known
    project = read(*roots)
    made = make(project)
    if key and key == _key(*roots):  # nobody wrote to the files meanwhile
        cache.save(file, key, made)
    return made


def read(knowledge: tuple[Path, ...], intents: tuple[Path, ...]) -> Project:
    """Read the YAML files; raises DataError with all problems if there is an error in any of them."""
    from chatbot.loading.sources import read_sources  # YAML only when it is needed

    report = Report()
    loaded, packs = read_sources(knowledge, intents, report)
    if report.errors():
        raise DataError(report.broken() or (*report.errors(), *report.warnings()))
    return Project(catalog=loaded.catalog, packs=packs, warnings=report.warnings())


def _key(knowledge: tuple[Path, ...], intents: tuple[Path, ...]) -> bytes:
    """Return the fingerprint of all data and code, empty where a file or folder cannot be read."""
    report = Report()
    try:
        files = [*data_files("knowledge", knowledge, report), *data_files("intents", intents, report)]
        paths = [*(file.path for file in files), *code_files()]
        return b"" if report.problems else cache.fingerprint(paths)
    except OSError:
        return b""
