"""A small made-up catalog of boats, and the shipped messages of both languages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from chatbot.datatypes.answer import Cell
from chatbot.datatypes.catalog import Attribute, Catalog, Domain, Entity, Fact, Group, Item, Line, Outsider, Ref, Source
from chatbot.datatypes.pack import LanguagePack, NumberWords, Style
from chatbot.rendering import Renderer

INTENTS = Path(__file__).parents[2] / "intents"
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
ENGLISH = Style(month_names=MONTHS)
CHINESE = Style(
    list_joiner="、",
    last_joiner="和",
    or_joiner="或",
    colon="：",
    stop="。",
    open_bracket="（",
    close_bracket="）",
    scales=((1e12, "万亿"), (1e8, "亿"), (1e4, "万")),
    month_format="{year}年{month}月",
    day_format="{year}年{month}月{day}日",
    year_format="{year}年",
    wide=True,
    label_first=False,
)
EXTRA = {
    "answer.lead": "{{ count }} {{ 'boat' if count == 1 else 'boats' }} may be chartered: {{ names }}.",
    "answer.value": "{{ attribute }} of {{ name }}: {{ value }}",
    "answer.note": "where {{ condition }}",
    "answer.title": "On conditions:",
    "answer.term": "{{ name }}: as it is",
    "answer.chinese": "{{ name }}的船",
    "answer.echo": "I do not know {{ name }}.",
    "suggest.more": "how long is {{ name }}?",
}

VERBS = {
    "en": {"phrase.own.moored.do": "lie still", "phrase.own.moored.do_not": "move"},
    "zh": {"phrase.own.moored.do": "停泊", "phrase.own.moored.do_not": "航行"},
}


def attribute(name: str, kind: str, en: str, zh: str, **more: Any) -> Attribute:
    """Make an attribute."""
    return Attribute(id=name, type=kind, label={"en": en, "zh": zh}, **more)


ATTRIBUTES = (
    attribute("weight", "quantity", "weight", "重量", unit="parameter"),
    attribute("window", "quantity", "window", "窗口", unit="token", label_bases=(1000, 1024)),
    attribute("masts", "quantity", "masts", "桅杆数", unit="mast"),
    attribute("launched", "date", "launch date", "下水日期"),
    attribute("charter", "truth", "charter", "租用"),
    attribute("terms", "entity", "terms", "条款", of="license"),
    attribute("flags", "entities", "flags", "旗帜", of="flag"),
    attribute("hull", "choice", "hull", "船体"),
    attribute("story", "text", "story", "故事"),
    attribute("uses", "texts", "uses", "用途"),
    attribute("emissions", "amount", "emissions", "排放"),
    attribute("links", "links", "links", "链接"),
    attribute("races", "scores", "race results", "比赛成绩"),
)
ENTITIES = (
    Entity(id="open-sea", kind="license", name={"en": "Open Sea Licence 1.0", "zh": "公海许可证 1.0"}),
    Entity(id="red", kind="flag", name={"en": "Red", "zh": "红旗"}),
    Entity(id="blue", kind="flag", name={"en": "Blue", "zh": "蓝旗"}),
    Entity(id="wood", kind="value", name={"en": "wooden", "zh": "木制"}),
    Entity(id="cup", kind="benchmark", name={"en": "Cup"}, facts={"unit": (Fact(attribute="unit", value="percent"),)}),
    Entity(id="mast", kind="unit", name={"en": "masts", "zh": "根"}),
    Entity(id="token", kind="unit", name={"en": "tokens", "zh": "token"}),
    Entity(id="usd", kind="unit", name={"en": "US dollars", "zh": "美元"}),
    Entity(id="fishing", kind="task", name={"en": "fishing", "zh": "捕鱼"}),
)
SOURCES = (
    Source(id="log", title="Log of the *Heron*", url="https://example.org/a_very_long_address/of_the_log?page=1&x=2"),
    Source(id="yard", title="Yard book", url="https://example.org/yard"),
)


def fact(name: str, value: Any, **more: Any) -> Fact:
    """Make a fact from the log, unless told otherwise."""
    return Fact(attribute=name, value=value, sources=more.pop("sources", ("log",)), **more)


def item(name: str, title: str, group: str, *facts: Fact) -> Item:
    """Make a boat."""
    return Item(id=name, kind="boat", name=title, group=group, facts={each.attribute: (each,) for each in facts})


ITEMS = (
    item("heron-1", "Heron 1", "heron", fact("weight", 405_853_388_800, labels=("405b",))),
    item("heron-2", "Heron 2", "heron", fact("weight", 180_000_000_000, labels=("180b",))),
    item("gull", "Gull", "gull", fact("weight", 46_702_792_704)),
)


@cache
def catalog() -> Catalog:
    """Return the boats."""
    entities: dict[str, dict[str, Entity]] = {}
    for entity in ENTITIES:
        entities.setdefault(entity.kind, {})[entity.id] = entity
    boats = Domain(
        id="boats",
        item="boat",
        group="class",
        item_label={"en": "boat", "zh": "船"},
        items_label={"en": "boats", "zh": "船"},
        group_label={"en": "class", "zh": "船级"},
        groups_label={"en": "classes", "zh": "船级"},
        disclaimer={"en": "No advice.", "zh": "不构成建议。"},
    )
    groups = (
        Group(
            id="heron",
            kind="boat",
            name={"en": "Heron", "zh": "鹭"},
            members=("heron-1", "heron-2"),
            flagship="heron-1",
        ),
        Group(id="gull", kind="boat", name={"en": "Gull", "zh": "鸥"}, members=("gull",), flagship="gull"),
    )
    return Catalog(
        domains={"boats": boats},
        attributes={each.id: each for each in ATTRIBUTES},
        items={each.id: each for each in ITEMS},
        groups={each.id: each for each in groups},
        lines={"h": Line(id="h", name={"en": "Heron line"}, group="heron", members=("heron-1",))},
        entities=entities,
        contrasts=(),
        claims=(),
        sources={each.id: each for each in SOURCES},
        outsiders={"ark": Outsider(id="ark", name="Ark")},
        ambiguities={},
        names=(),
    )


@cache
def pack(language: str) -> LanguagePack:
    """Return a language with the shipped messages."""
    files = (INTENTS / language / "messages" / f"{name}.yaml" for name in ("rendering", "fit"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    return LanguagePack(
        code=language,
        name=language,
        numbers=NumberWords(),
        style=ENGLISH if language == "en" else CHINESE,
        terms=(),
        fillers=(),
        rules=(),
        messages={key: said for text in texts for key, said in flat(yaml.load(text, Loader=yaml.BaseLoader)).items()}
        | EXTRA
        | VERBS[language],
    )


def flat(tree: dict[str, Any], prefix: str = "") -> dict[str, str]:
    """Return nested messages under dotted ids."""
    found: dict[str, str] = {}
    for key, value in tree.items():
        found |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value}
    return found


def renderer(language: str = "en", *, strict: bool = True) -> Renderer:
    """Return a renderer over the boats."""
    return Renderer(pack(language), catalog(), strict=strict)


def refs(*items: str) -> tuple[Ref, ...]:
    """Return references to boats."""
    return tuple(Ref("item", each) for each in items)


def cell(boat: str, stated: Fact, **more: Any) -> Cell:
    """Make a cell of a fact."""
    state = more.pop("state", stated.state)
    return Cell(
        model=boat,
        attribute=stated.attribute,
        state=state,
        value=stated.value,
        fact=stated,
        sources=stated.sources,
        **more,
    )
