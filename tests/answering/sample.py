"""A made-up catalog of boats in three families: what each test needs, and nothing real."""

from __future__ import annotations

from chatbot.answering.store import Store
from chatbot.datatypes.catalog import (
    Attribute,
    Catalog,
    Claim,
    Contrast,
    Domain,
    Entity,
    Fact,
    Group,
    Item,
    Line,
    Outsider,
    Point,
    Ref,
    Section,
    Source,
    Suitability,
)


def fact(attribute, value=None, **more):
    return Fact(attribute=attribute, value=value, sources=("log",), **more)


def hidden(attribute):
    return Fact(attribute=attribute, state="undisclosed", sources=("log",), note={"en": "a secret"})


def marks(*scores):
    return fact("marks", [{"benchmark": b, "score": score, "shots": shots} for b, score, shots in scores])


def boat(name, group, *facts):
    stated = {}
    for one in facts:
        stated.setdefault(one.attribute, []).append(one)
    return Item(
        id=name, kind="boat", name=name.title(), group=group, facts={key: tuple(value) for key, value in stated.items()}
    )


def attribute(name, kind, **more):
    return Attribute(id=name, type=kind, label={"en": name}, **more)


ITEMS = (
    boat("heron-1", "heron", fact("length", 7_000, labels=("7k",)), fact("built", "2020-03"), fact("deed", "free"),
         fact("hire", "yes"), fact("flags", ["se", "fi"]), fact("wood", "yes"), fact("fuel", ["oar"]),
         marks(("race", 40, 5), ("race", 99, 0))),
    boat("heron-2", "heron", fact("length", 7_100, labels=("7k",)), fact("built", "2021-05-04"), fact("deed", "free"),
         fact("hire", "yes"), fact("flags", ["se"], limited=("no",)), fact("wood", "yes"),
         fact("fuel", ["oar", "sail"]), marks(("race", 50, 5), ("knots", 1, 5))),
    boat("heron-3", "heron", fact("length", 20_000), fact("built", "2021-05"), fact("deed", "club"),
         fact("hire", "conditional", note={"en": "ask first"}), fact("flags", ["se-north"]),
         fact("wood", "conditional"), marks(("race", 30, 5))),
    boat("otter-a", "otter", fact("length", 12_000), fact("built", "2019"), fact("deed", "museum"), fact("hire", "no"),
         fact("flags", ["fi"], incomplete=True), fact("wood", "no"), fact("cost", {"amount": 5, "unit": "gold"}),
         marks(("race", 98, 0))),
    boat("otter-b", "otter", hidden("length"), fact("built", "2022-01-01"), fact("deed", "museum"), fact("hire", "no"),
         fact("wood", "no")),
    boat("lynx-9", "lynx", hidden("length"), fact("built", "2023-07-01"),
         fact("deed", "club", applies_to={"en": "harbour"}), fact("deed", "museum", applies_to={"en": "sea"}),
         fact("hire", "conditional"), fact("afloat", "no"), fact("flags", ["se", "fi", "no"])),
)  # fmt: skip

ATTRIBUTES = (
    attribute("length", "quantity", unit="mm"),
    attribute("built", "date"),
    attribute("deed", "entity", of="deed"),
    attribute("hire", "truth", basis=("deed",)),
    attribute("flags", "entities", of="flag"),
    attribute("wood", "truth"),
    attribute("fuel", "choices", values=("oar", "sail")),
    attribute("cost", "amount", unit="gold"),
    attribute("afloat", "truth"),
    attribute("crew", "quantity"),
    attribute("marks", "scores"),
)

GROUPS = (
    Group(id="heron", kind="fleet", name={"en": "Heron"}, members=("heron-1", "heron-2", "heron-3"), flagship="heron-3",
          facts={"cost": (fact("cost", {"amount": 40, "unit": "gold"}),)}),
    Group(id="otter", kind="fleet", name={"en": "Otter"}, members=("otter-a", "otter-b"), flagship="otter-a"),
    Group(id="lynx", kind="fleet", name={"en": "Lynx"}, members=("lynx-9",), flagship="lynx-9"),
)  # fmt: skip


def deed(name, verdict, condition=""):
    conditions = Section(id="conditions", verdict=verdict, points=(Point(text={"en": name}, where="1", source="log"),))
    crew = Section(id="crew", points=(Point(text={"en": "a crew of two"}),))
    return Entity(
        id=name, kind="deed", name={"en": name}, condition={"en": condition} if condition else {},
        facts={"hire": (fact("hire", verdict, note={"en": f"see {name}"}),),
               "most_guests": (fact("most_guests", 100),)},
        sections=(crew, conditions),
    )  # fmt: skip


ENTITIES = {
    "deed": {e.id: e for e in (deed("free", "yes"), deed("club", "conditional", "members only"), deed("museum", "no"))},
    "flag": {
        "se": Entity(id="se", kind="flag", name={"en": "Sweden"}),
        "se-north": Entity(id="se-north", kind="flag", name={"en": "North"}, parent="se"),
        "fi": Entity(id="fi", kind="flag", name={"en": "Finland"}),
        "no": Entity(id="no", kind="flag", name={"en": "Norway"}),
    },
    "task": {
        "fishing": Entity(
            id="fishing", kind="task", name={"en": "fishing"},
            suits=(
                Suitability(subject=Ref("group", "otter"), text={"en": "good"}, basis="card", source="log"),
                Suitability(subject=Ref("item", "heron-3"), text={"en": "fine"}, basis="article", source="log"),
                Suitability(subject=Ref("item", "heron-1"), text={"en": "fine"}, basis="card", source="log"),
                Suitability(subject=Ref("item", "lynx-9"), text={"en": "best"}, basis="card", source="log"),
            ),
        ),
    },
    "term": {
        "keel": Entity(id="keel", kind="term", name={"en": "keel"}, description={"en": "below"}, see_also=("mast",)),
        "mast": Entity(id="mast", kind="term", name={"en": "mast"}, description={"en": "above"}),
    },
}  # fmt: skip

DOMAIN = Domain(
    id="boats", item="boat", group="fleet", item_label={"en": "boat"}, items_label={"en": "boats"},
    group_label={"en": "fleet"}, groups_label={"en": "fleets"}, columns=("built", "length", "hire"), as_of="2024-01-01",
    roles={"size": "length", "date": "built", "terms": "deed", "usable": "hire", "available": "afloat",
           "users": "most_guests"},
    disclaimed=("hire",),
)  # fmt: skip

CATALOG = Catalog(
    domains={"boats": DOMAIN},
    attributes={a.id: a for a in ATTRIBUTES},
    items={item.id: item for item in ITEMS},
    groups={group.id: group for group in GROUPS},
    lines={"small": Line(id="small", name={"en": "Small"}, group="heron", members=("heron-1", "heron-2"))},
    entities=ENTITIES,
    contrasts=(Contrast(id="km", items=("keel", "mast"), answer={"en": "below and above"}),),
    claims=(
        Claim(group="heron", attribute="length", states={"en": "long"}, verdict="differs", sources_say={"en": "short"}),
        Claim(group="heron", attribute="built", states={"en": "new"}, verdict="agrees"),
    ),
    sources={"log": Source(id="log", title="Log")},
    outsiders={"swan-1": Outsider(id="swan-1", name="Swan 1", nearest=("heron",))},
    ambiguities={},
    names=(),
)  # fmt: skip

STORE = Store(CATALOG)

HERON, OTTER, LYNX = Ref("group", "heron"), Ref("group", "otter"), Ref("group", "lynx")


def item(name):
    return Ref("item", name)


def messages(answer):
    """The message ids that an answer says, in order."""
    found = []
    for block in answer.blocks:
        lines = getattr(block, "lines", None)
        found.extend([line.message for line in lines] if lines is not None else [getattr(block, "message", "table")])
    return found
