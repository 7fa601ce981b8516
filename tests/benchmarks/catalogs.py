"""Made-up models in the form of a data folder, laid over the shipped catalog: the same seed makes the same folder."""

from __future__ import annotations

import random
from pathlib import Path

SHIPPED = 58
"""Models of the shipped catalog, to which made-up ones are added."""
_ONSETS = ("b", "br", "d", "dr", "f", "g", "gr", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "z")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ei")
_SIZES = (1.1, 3, 7, 9, 13, 22, 34, 70, 110, 240)
_STAGES = (("base", ""), ("instruct", " Instruct"))
_LICENSES = ("apache-2.0", "mit")
_CONTEXTS = (2048, 4096, 8192, 32768, 131072)
_LANGUAGES = ("en", "zh", "fr", "es", "de", "it", "pt")
_FAMILY = """\
id: {id}
name: {{en: {name}, zh: {name}}}
developer: {developer}
flagship: {flagship}
names: {{en: [{name}]}}
facts:
  - {{attribute: developer, value: {developer}, source: made-up, where: card}}
  - {{attribute: license, value: {license}, source: made-up, where: card}}
  - {{attribute: context_length, value: {context}, source: made-up, where: card, note: {{en: as for all {name}}}}}
  - {{attribute: languages, value: [{languages}], source: made-up, where: card}}
  - {{attribute: architecture, value: {{en: decoder-only transformer}}, source: made-up, where: card}}
variants:
"""
_VARIANT = """\
  - id: {id}
    name: {name}
    base: {base}
    stage: {stage}
    size_label: {size}B
    names: {{en: [{name}]}}
    facts:
      - {{attribute: parameters, value: {parameters}, source: made-up, where: card}}
      - {{attribute: training_tokens, value: {tokens}, source: made-up, where: card}}
      - {{attribute: release_date, value: {date}, source: made-up, where: card}}
      - {{attribute: weights, value: {weights}, source: made-up, where: card}}
      - {{attribute: layers, value: {layers}, source: made-up, where: card}}
"""


def write_catalog(folder: Path, items: int, seed: int = 7) -> Path:
    """Write made-up models until the catalog laid over by this folder has so many; return the folder."""
    made = random.Random(seed)
    families = folder / "llm" / "families"
    families.mkdir(parents=True)
    (folder / "sources.yaml").write_text("made-up: {title: Made-up card, url: 'https://example.org/card'}\n")
    left, taken = items - SHIPPED, set[str]()
    makers: list[str] = []
    while left > 0:
        if len(taken) % 10 == 0:
            makers.append(_word(made, set(makers)))
        name = _word(made, taken).capitalize()
        if made.random() < 0.3:
            name += f" {made.randint(2, 4)}"
        count = min(left, made.randint(4, 12))
        (families / f"{_id(name)}.yaml").write_text(_family(made, name, f"{makers[-1]}-labs", count))
        left -= count
    lines = [
        f"- {{id: {maker}-labs, name: {{en: {maker.capitalize()} Labs, zh: {maker.capitalize()} Labs}}}}"
        for maker in makers
    ]
    (folder / "llm" / "developers.yaml").write_text("\n".join(lines) + "\n")
    return folder


def _word(made: random.Random, taken: set[str]) -> str:
    """Return a new word of three or four syllables."""
    while True:
        word = "".join(made.choice(_ONSETS) + made.choice(_VOWELS) for _ in range(made.randint(3, 4)))
        if word not in taken:
            taken.add(word)
            return word


def _id(name: str) -> str:
    return name.lower().replace(" ", "-")


def _family(made: random.Random, name: str, developer: str, count: int) -> str:
    sizes = made.sample(_SIZES, (count + 1) // 2)
    variants = [(f"{name} {size}B{suffix}", size, stage) for size in sizes for stage, suffix in _STAGES][:count]
    head = _FAMILY.format(
        id=_id(name),
        name=name,
        developer=developer,
        flagship=_id(variants[0][0]),
        license=made.choice(_LICENSES),
        context=made.choice(_CONTEXTS),
        languages=", ".join(made.sample(_LANGUAGES, made.randint(1, 5))),
    )
    return head + "".join(_variant(made, *variant) for variant in variants)


def _variant(made: random.Random, name: str, size: float, stage: str) -> str:
    return _VARIANT.format(
        id=_id(name),
        name=name,
        base="null" if stage == "base" else _id(name.removesuffix(" Instruct")),
        stage=stage,
        size=size,
        parameters=round(size * 1e9) + made.randint(-9, 9) * 1_000_000,
        tokens=made.randint(2, 150) * 100_000_000_000,
        date=f"{made.randint(2020, 2023)}-{made.randint(1, 12):02}-{made.randint(1, 28):02}",
        weights=made.choice(("open-download", "gated")),
        layers=made.randint(16, 120),
    )
