"""Finds the data files: the shipped folders, and the asker's own laid over them."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from chatbot.loading.report import Report

_PACKAGE = Path(__file__).resolve().parent.parent


class DataFile(msgspec.Struct, frozen=True, order=True):
    """A file of a data folder. Later layers are laid over earlier ones."""

    layer: int
    parts: tuple[str, ...]
    """Path inside the data folder."""
    path: str
    shown: str
    """The path as people know it."""

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return self.parts[-1].rpartition(".")[0]


def shipped(name: str) -> Path:
    """Return the folder of shipped data: beside the package, or at the top of the checkout."""
    packed = _PACKAGE / "_data" / name
    return packed if packed.is_dir() else _PACKAGE.parent / name


def layers(name: str, extra: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the shipped folder and those laid over it."""
    return (shipped(name), *extra)


def code_files() -> list[str]:
    """Return the program's own files: what is compiled depends on them too."""
    found: list[str] = []
    for folder, folders, files in os.walk(_PACKAGE):
        folders[:] = sorted(inner for inner in folders if inner not in {"_data", "__pycache__"})
        found += [f"{folder}/{file}" for file in sorted(files) if file.endswith(".py")]
    return found


def data_files(name: str, roots: tuple[Path, ...], report: Report) -> list[DataFile]:
    """Return all YAML files of the folders, in a fixed order; unreadable folders are reported."""
    found: list[DataFile] = []
    for layer, root in enumerate(roots):
        if not root.is_dir():
            hint = "give the path of a folder"
            report.error(str(root), 0, "no-folder", "this is not a readable folder", hint)
            continue
        prefix = _prefix(root)
        label = name if layer == 0 else str(root)
        for parts in _walk(root, report):
            inner = (*prefix, *parts)
            found.append(DataFile(layer, inner, str(root.joinpath(*parts)), "/".join((label, *parts))))
    return sorted(found)


def _prefix(root: Path) -> tuple[str, ...]:
    """Return the name of a folder that is itself one domain or one language, else nothing."""
    single = (root / "domain.yaml").is_file() or (root / "language.yaml").is_file()
    return (root.resolve().name,) if single else ()


def _walk(root: Path, report: Report) -> list[tuple[str, ...]]:
    """Return the relative parts of every YAML file below a folder; hidden names are skipped."""
    found: list[tuple[str, ...]] = []

    def unreadable(fault: OSError) -> None:
        report.error(str(fault.filename), 0, "unreadable", f"the folder cannot be read: {fault.strerror}")

    for folder, folders, files in os.walk(root, onerror=unreadable):
        folders[:] = sorted(inner for inner in folders if not inner.startswith("."))
        for inner in folders:
            path = Path(folder, inner)
            if path.is_symlink():
                report.error(str(path), 0, "folder-link", "a link to a folder is not followed", "put the folder here")
            elif inner.lower().endswith((".yml", ".yaml")):
                report.error(str(path), 0, "no-file", "this is a folder, not a file", "rename it")
        inside = Path(folder).relative_to(root).parts
        for file in sorted(files):
            if file.startswith("."):
                continue
            if file.endswith(".yaml"):
                found.append((*inside, file))
            elif file.lower().endswith((".yml", ".yaml")):
                hint = f"rename it to {file.rpartition('.')[0]}.yaml"
                report.error(str(Path(folder, file)), 0, "file-ending", f"{file} is not read", hint)
    return found
