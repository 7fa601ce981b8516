"""Names of catalog things and texts of the catalog in the asker's language."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from chatbot.rendering.escape import cleaned
from chatbot.rendering.width import spaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chatbot.datatypes.catalog import Attribute, Catalog, Domain, Group, Ref, Text
    from chatbot.datatypes.pack import LanguagePack
    from chatbot.rendering.messages import Messages


KEPT = 4096
"""Things of which the name is kept as it is shown: a value may have a hundred members."""
PLAIN_WORD = re.compile(r"(?<![\w-])[a-z]{2,}(?![\w-])")


class Names:
    """What things are called."""

    def __init__(self, pack: LanguagePack, catalog: Catalog, messages: Messages) -> None:
        """Keep the pack's style, the catalog and the messages."""
        self.language = pack.code
        self.style = pack.style
        self.catalog = catalog
        self.messages = messages
        self._wholes: dict[str, str] = {}
        kinds = [(kind, domain) for domain in catalog.domains.values() for kind in (domain.item, domain.group)]
        self._domains: dict[str, Domain] = dict(reversed(kinds))
        self.thing = lru_cache(KEPT)(self._thing)
        """Return the name of an entity of the kind, or of an item, group or outsider with this id, else the id."""
        self.ref = lru_cache(KEPT)(self._ref)
        """Return the name of one thing."""
        self.label = lru_cache(KEPT)(self._label)
        """Return the label of an attribute; columns that are no attribute have a message of their own."""

    def local(self, text: Text, *, mark: bool = True) -> str:
        """Return the text in the asker's language; else in another one, marked as the original."""
        if not text:
            return ""
        own = text.get(self.language)
        if own is not None:
            return cleaned(own)
        other = cleaned(next(iter(text.values())))
        return self.messages.render("text.original", {"text": other}) if mark and _has_prose(other) else other

    def name(self, text: Text, default: str) -> str:
        """Return a proper name: never marked, and the id where there is none."""
        return self.local(text, mark=False) or default

    def _ref(self, ref: Ref) -> str:
        catalog = self.catalog
        if ref.kind == "item":
            return self.item(ref.id)
        if ref.kind == "group":
            return self.group(ref.id)
        if ref.kind == "line" and ref.id in catalog.lines:
            return self.name(catalog.lines[ref.id].name, ref.id)
        return self.thing(ref.kind, ref.id)

    def item(self, item: str) -> str:
        """Return the name of an item."""
        known = self.catalog.items.get(item)
        return cleaned(known.name if known else item)

    def group(self, group: str) -> str:
        """Return the name of a group."""
        known = self.catalog.groups.get(group)
        return self.name(known.name, group) if known else cleaned(group)

    def _thing(self, kind: str, thing: str) -> str:
        entity = self.catalog.entities.get(kind, {}).get(thing)
        if entity is not None:
            return self.name(entity.name, thing)
        if thing in self.catalog.items:
            return self.item(thing)
        if thing in self.catalog.groups:
            return self.group(thing)
        outsider = self.catalog.outsiders.get(thing)
        return cleaned(outsider.name if outsider else thing)

    def any(self, thing: str) -> str:
        """Return the name of whatever has this id, for columns that are no attribute."""
        if thing in self.catalog.lines:
            return self.name(self.catalog.lines[thing].name, thing)
        for kind in self.catalog.entities:
            if thing in self.catalog.entities[kind]:
                return self.thing(kind, thing)
        return self.thing("", thing)

    def refs(self, refs: Sequence[Ref]) -> str:
        """Return a list of things; groups of which all members are named stand as one."""
        return self.joined(self.shortened(refs))

    def shortened(self, refs: Sequence[Ref]) -> list[str]:
        """Names of the things, in order, each complete group at the place of its first member."""
        if len(refs) == 1:
            return [self.ref(refs[0])]
        named = {ref.id for ref in refs if ref.kind == "item"}
        names: dict[str, None] = {}
        for ref in refs:
            group = self._members_of(ref)
            if group and len(group.members) > 1 and named.issuperset(group.members):
                names[self.whole(group)] = None
            else:
                names[self.ref(ref)] = None
        return list(names)

    def whole(self, group: Group) -> str:
        """Return a group with the number of its members."""
        known = self._wholes.get(group.id)
        if known is None:
            known = self._wholes[group.id] = self._whole(group)
        return known

    def _whole(self, group: Group) -> str:
        everyone = self.messages.render("group.all", {"count": len(group.members)})
        return self.bracketed(self.name(group.name, group.id), everyone)

    def bracketed(self, text: str, inside: str) -> str:
        """Return the text with a remark in brackets; a pair of brackets at its end takes the remark in."""
        style = self.style
        if not inside:
            return text
        close = style.close_bracket.rstrip()
        if text.endswith(close) and style.open_bracket.strip() in text:
            return text[: -len(close)] + self.messages.plain("text.separator") + inside + close
        return text + style.open_bracket + inside + style.close_bracket

    def joined(self, names: Sequence[str], last: str | None = None) -> str:
        """Names as a list in a sentence: a, b and c."""
        style = self.style
        last = style.last_joiner if last is None else last
        if len(names) < 2:
            return "".join(names)
        text = style.list_joiner.join(names[:-1]) + last + names[-1]
        return spaced(text) if style.wide else text

    def _label(self, attribute: str) -> str:
        whole, _, part = attribute.partition(":")
        if part:
            return self.any(part)  # scores on one benchmark are called like it
        known = self.catalog.attributes.get(whole)
        if known is not None:
            return self.name(known.label, attribute)
        return self.messages.plain(f"column.{attribute}", attribute)

    def labels(self, attributes: Iterable[str]) -> str:
        """Labels as a list in a sentence."""
        return self.joined([self.label(attribute) for attribute in attributes])

    def kind(self, ref: Ref) -> str:
        """Return what the thing is: model, family, licence."""
        domain = self.domain(ref)
        if domain is not None:
            text = domain.group_label if ref.kind == "group" else domain.item_label
            return self.local(text, mark=False)
        return self.entity_kind(ref.kind)

    def entity_kind(self, kind: str) -> str:
        """Return the label of a kind of entity: a message, or the label of an attribute with values of this kind."""
        message = f"kind.{kind}"
        if message in self.messages:
            return self.messages.plain(message)
        label = self._kind_attribute(kind)
        return self.name(label.label, kind) if label else kind.replace("_", " ")

    def items_label(self, kind: str = "", *, groups: bool = False) -> str:
        """Return the plural label of the items (or groups) of a domain, the first one if no kind is given."""
        for domain in self.catalog.domains.values():
            if kind in ("", domain.item):
                return self.local(domain.groups_label if groups else domain.items_label, mark=False)
        return kind

    def domain(self, ref: Ref) -> Domain | None:
        """Return the domain of an item, line or group."""
        return self._domains.get(self._item_kind(ref) or "")

    def _item_kind(self, ref: Ref) -> str | None:
        catalog = self.catalog
        if ref.kind == "item" and ref.id in catalog.items:
            return catalog.items[ref.id].kind
        group = catalog.lines[ref.id].group if ref.kind == "line" and ref.id in catalog.lines else ref.id
        if ref.kind in ("group", "line") and group in catalog.groups:
            return catalog.groups[group].kind
        return None

    def group_of(self, ref: Ref) -> str:
        """Return the id of the group of an item, else an empty text."""
        group = self._members_of(ref)
        return group.id if group else ""

    def _members_of(self, ref: Ref) -> Group | None:
        item = self.catalog.items.get(ref.id) if ref.kind == "item" else None
        return self.catalog.groups.get(item.group) if item else None

    def _kind_attribute(self, kind: str) -> Attribute | None:
        return next((known for known in self.catalog.attributes.values() if known.of == kind), None)


def _has_prose(text: str) -> bool:
    """Whether the text is more than names and figures, which are the same in every language."""
    return not text.isascii() or len(PLAIN_WORD.findall(text)) > 1


def capital(text: str) -> str:
    """Return the text with a capital first letter, as the start of a sentence or the head of a column."""
    return text[:1].upper() + text[1:]
