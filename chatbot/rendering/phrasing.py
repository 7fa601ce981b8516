"""Constraints, sets and queries in words: how a question was read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from chatbot.datatypes import query as q
from chatbot.datatypes.catalog import Ref
from chatbot.rendering import numbers
from chatbot.rendering.escape import clean
from chatbot.rendering.width import spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chatbot.rendering.values import Values

Wording = Callable[[Any], str]
OPPOSITE = {"<": ">=", "<=": ">", "=": "!=", ">=": "<", ">": "<="}


class Phrasing:
    """Writes meanings in the asker's language, with one message for each shape of meaning."""

    def __init__(self, values: Values) -> None:
        """Bind a wording to each shape."""
        self.values = values
        self.names = values.names
        self.messages = values.messages
        self._constraints: dict[type, Wording] = {
            q.Compare: lambda part: self._compare(part, part.op),
            q.Has: lambda part: self._with_value("has", part.attribute, part.value),
            q.Is: lambda part: self._of("is", part.attribute),
            q.Several: lambda part: self._of("several", part.attribute, count=part.least),
            q.Only: lambda part: self._with_value("only", part.attribute, part.value),
            q.Known: lambda part: self._of("known", part.attribute),
            q.Fits: lambda part: self._fits("fit.phrase", part),
            q.Among: lambda part: self._say("phrase.among", things=self.names.refs(part.subjects)),
            q.Not: self._not,
            q.And: lambda part: self._all(part.parts),
            q.Or: lambda part: self._either(part.parts),
        }
        self._negations: dict[type, Wording] = {
            q.Compare: lambda part: self._compare(part, OPPOSITE[part.op]),
            q.Has: lambda part: self._with_value("has_not", part.attribute, part.value),
            q.Is: lambda part: self._of("is_not", part.attribute),
            q.Several: lambda part: self._of("not_several", part.attribute, count=part.least),
            q.Only: lambda part: self._with_value("not_only", part.attribute, part.value),
            q.Known: lambda part: self._of("not_known", part.attribute),
            q.Fits: lambda part: self._fits("fit.phrase_not", part),
            q.Among: lambda part: self._say("phrase.not_among", things=self.names.refs(part.subjects)),
            q.Not: lambda part: self.constraint(part.part),
            q.Or: lambda part: self._all([q.Not(each) for each in part.parts]),
            q.And: lambda part: self._either([q.Not(each) for each in part.parts]),
        }
        self._queries: dict[type, Wording] = {
            q.ListItems: self._list,
            q.ListValues: lambda query: self._say(
                "reading.values", attribute=self._label(query.attribute), what=self.selection(query.selection)
            ),
            q.ListEntities: lambda query: self._say("reading.entities", kind=self.names.entity_kind(query.kind)),
            q.CountItems: self._count,
            q.Lookup: lambda query: self._say(
                "reading.lookup", attributes=self.names.labels(query.attributes), what=self.selection(query.selection)
            ),
            q.Check: lambda query: self._check(f"reading.check_{query.mode}", query),
            q.CompareItems: self._comparison,
            q.Contest: lambda query: self._say(
                "reading.contest", things=self.names.refs(query.subjects), order=self._order(query)
            ),
            q.Difference: lambda query: self._say(
                "reading.difference",
                left=self.names.ref(query.left),
                right=self.names.ref(query.right),
                attribute=self._label(query.attribute),
            ),
            q.Aggregate: self._aggregate,
            q.Explain: lambda query: self._check("reading.explain", query),
            q.Conditions: self._conditions,
            q.Recommend: self._recommend,
            q.Memory: self._memory,
            q.Chart: lambda query: self._say(
                "fit.reading_chart",
                attributes=self.names.labels(query.attributes),
                what=self.selection(query.selection),
            ),
            q.Describe: lambda query: self._say("reading.describe", things=self.names.refs(query.subjects)),
            q.Define: lambda query: self._say("reading.define", things=self._terms(query.terms)),
            q.Claims: lambda query: self._about("reading.claims", query.subjects, query.attributes),
            q.Cite: self._cite,
            q.Meta: self._meta,
        }

    def query(self, query: q.Query) -> str:
        """One line: how the question was read."""
        return self._queries[type(query)](query)

    def meaning(self, meaning: q.Constraint | q.Selection | q.Query) -> str:
        """Return a constraint, a set or a whole query in words."""
        if isinstance(meaning, q.Selection):
            return self.selection(meaning)
        wording = self._constraints.get(type(meaning)) or self._queries[type(meaning)]
        return wording(meaning)

    def constraint(self, constraint: q.Constraint) -> str:
        """Return a constraint in words."""
        return self._constraints[type(constraint)](constraint)

    def selection(self, selection: q.Selection) -> str:
        """Return a set of items in words."""
        if selection.subjects:
            what = self.names.refs(selection.subjects)
            where = "phrase.those_with"
        else:
            what = self.names.items_label(selection.kind)
            where = "phrase.items_with"
            if selection.where is None:
                what = self._say("phrase.all_items", what=what)
        if selection.where is not None:
            what = self._where(where, what, selection.where)
        return self._ranked(what, selection.rank) if selection.rank else what

    def _where(self, message: str, what: str, where: q.Constraint) -> str:
        """Return the set with its constraints: properties, what things do (fit), and which ones (except BLOOM)."""
        parts = where.parts if isinstance(where, q.And) else (where,)
        things = [part for part in parts if _is(part, q.Among)]
        doing = [part for part in parts if _is(part, q.Fits)]
        others = [part for part in parts if part not in things and part not in doing]
        if others:
            what = self._say(message, what=what, where=self._joined(self._each(others)))
        if doing:
            what = self._say("phrase.that", what=what, how=self._joined(self._each(doing)))
        for part in things:
            what = self._say("phrase.limited", what=what, things=self.constraint(part))
        return what

    def _ranked(self, what: str, rank: q.Rank) -> str:
        args = {"what": what, "order": self._order(rank), "first": rank.first, "last": rank.last}
        if rank.first == 1:
            text = self._say("phrase.rank_first" if rank.last == 1 else "phrase.rank_top", **args)
        else:
            text = self._say("phrase.rank_nth" if rank.first == rank.last else "phrase.rank_span", **args)
        return self._per(text, rank.per)

    def _per(self, text: str, per: str) -> str:
        return self._say("phrase.per", what=text, per=self._label_or_group(per)) if per else text

    def _order(self, ranked: q.Rank | q.Contest) -> str:
        kind = "date" if self._is_date(ranked.attribute) else "number"
        return self._say(f"order.{kind}_{ranked.direction}", attribute=self._label(ranked.attribute))

    def _is_date(self, attribute: str) -> bool:
        known = self.names.catalog.attributes.get(attribute)
        return known is not None and known.type == "date"

    def _compare(self, part: q.Compare, op: str) -> str:
        attribute = self._label(part.attribute)
        if isinstance(part.operand, q.Period):
            return self._period(attribute, part.operand, op)
        if isinstance(part.operand, q.ValueOf) and self._is_date(part.attribute):
            date = self._operand(part.attribute, part.operand)
            return self._say(f"phrase.period.{op}", attribute=attribute, start=date, end=date, period=date)
        return self._say(f"phrase.compare.{op}", attribute=attribute, value=self._operand(part.attribute, part.operand))

    def _operand(self, attribute: str, operand: q.Operand) -> str:
        if isinstance(operand, q.ValueOf):
            return self._say("phrase.value_of", thing=self.names.ref(operand.subject))
        if isinstance(operand, q.Period):
            return self._span(operand)
        known = self.names.catalog.attributes.get(attribute)
        if operand.label and numbers.label_value(operand.label) is not None:
            text = clean(operand.label).upper() + self.values.unit(known.unit if known else "")
        else:
            text = numbers.grouped(operand.value) + self.values.unit(known.unit if known else "", operand.value)
        return self._say("phrase.about", value=text) if operand.approximate else text

    def _period(self, attribute: str, period: q.Period, op: str) -> str:
        style = self.values.style
        whole = numbers.period(period.start, period.end, style)
        start, end = whole or numbers.date(period.start, style), whole or numbers.date(period.end, style)
        args = {"attribute": attribute, "start": start, "end": end, "period": self._span(period)}
        return self._say(f"phrase.period.{op}", **args)

    def _span(self, period: q.Period) -> str:
        style = self.values.style
        start, end = numbers.date(period.start, style), numbers.date(period.end, style)
        return numbers.period(period.start, period.end, style) or self._say("phrase.span", start=start, end=end)

    def _not(self, part: q.Not) -> str:
        wording = self._negations.get(type(part.part))
        return wording(part.part) if wording else self._say("phrase.not", part=self.constraint(part.part))

    def _all(self, parts: Sequence[q.Constraint]) -> str:
        return self._joined(self._each(parts))

    def _each(self, parts: Sequence[q.Constraint]) -> list[str]:
        """Return each part in words; values of one attribute that are all refused stand together."""
        if len(parts) == 1:
            return [self.constraint(parts[0])]
        refused: dict[str, list[q.Has]] = {}
        for has in filter(None, map(_refused, parts)):
            refused.setdefault(has.attribute, []).append(has)
        said: dict[str, None] = {}
        for part in parts:
            denied = _refused(part)
            same = refused[denied.attribute] if denied else []
            said[self._values("has_not", same) if len(same) > 1 else self._bracketed(part)] = None
        return list(said)

    def _values(self, shape: str, parts: Sequence[q.Has]) -> str:
        """Return several values of one attribute, any of which is meant; families of items by their name."""
        attribute = parts[0].attribute
        known = self.names.catalog.attributes.get(attribute)
        refs = [Ref("item", part.value) for part in parts]
        if all(ref.id in self.names.catalog.items for ref in refs):
            names = self.names.shortened(refs)
        else:
            names = [self._value(attribute, part.value) for part in parts]
        many = known is not None and known.type in ("entities", "choices")
        value = self.names.joined(names, self.values.style.or_joiner)
        return self._of(f"{shape}_many" if many else shape, attribute, value=value)

    def _joined(self, texts: list[str]) -> str:
        return self.names.joined(texts, self.messages.plain("phrase.and"))

    def _either(self, parts: Sequence[q.Constraint]) -> str:
        """Return alternatives; values of one attribute stand together."""
        has = [part for part in parts if isinstance(part, q.Has)]
        if len(has) == len(parts) and len({part.attribute for part in has}) == 1:
            return self._values("has", has)
        texts = [self._bracketed(part) for part in parts]
        return self.names.joined(texts, self.values.style.or_joiner)

    def _bracketed(self, part: q.Constraint) -> str:
        """Return a part that itself has parts stands in brackets, so that what belongs together stays visible."""
        text = self.constraint(part)
        if not isinstance(part, q.And | q.Or):
            return text
        style = self.values.style
        return style.open_bracket.lstrip() + text + style.close_bracket.rstrip()

    def _of(self, shape: str, attribute: str, **args: Any) -> str:
        return self._say(f"phrase.{shape}", attribute=self._label(attribute), **args)

    def _with_value(self, shape: str, attribute: str, value: str) -> str:
        known = self.names.catalog.attributes.get(attribute)
        many = known is not None and known.type in ("entities", "choices")
        shape = f"{shape}_many" if many and shape.startswith("has") else shape
        return self._of(shape, attribute, value=self._value(attribute, value))

    def _value(self, attribute: str, value: str) -> str:
        known = self.names.catalog.attributes.get(attribute)
        if known is not None and known.type == "truth":
            return self.values.truth(value)
        if known is not None and known.type in ("entity", "entities"):
            return self.names.thing(known.of, value)
        return self.names.thing("value", value)

    def _label(self, attribute: str) -> str:
        return self.names.label(attribute)

    def _label_or_group(self, attribute: str) -> str:
        if attribute != "group":
            return self._label(attribute)
        domain = next(iter(self.names.catalog.domains.values()), None)
        return self.names.local(domain.group_label, mark=False) if domain else attribute

    def _list(self, query: q.ListItems) -> str:
        text = self.selection(query.selection)
        if query.level == "group":
            text = self._say(
                "reading.groups", groups=self.names.items_label(query.selection.kind, groups=True), what=text
            )
        return self._say("reading.show", what=text, attributes=self.names.labels(query.show)) if query.show else text

    def _count(self, query: q.CountItems) -> str:
        what = self.selection(query.selection)
        if query.of == "group":
            groups = self.names.items_label(query.selection.kind, groups=True)
            text = self._say("reading.count_groups", groups=groups, what=what)
        elif query.of == "item":
            text = self._say("reading.count", what=what)
        else:
            text = self._say("reading.count_values", attribute=self._label(query.of), what=what)
        return self._per(text, query.per)

    def _check(self, message: str, query: q.Check | q.Explain) -> str:
        what = self.selection(query.selection)
        return self._say(message, what=what, statement=self.constraint(query.statement))

    def _comparison(self, query: q.CompareItems) -> str:
        return self._about("reading.compare", query.subjects, query.attributes)

    def _about(self, message: str, subjects: Sequence[Ref], attributes: Sequence[str]) -> str:
        """Return what is asked of things; without attributes the message's shorter form is used."""
        things = self.names.refs(subjects)
        if not attributes:
            return self._say(message, things=things)
        return self._say(f"{message}_by", things=things, attributes=self.names.labels(attributes))

    def _aggregate(self, query: q.Aggregate) -> str:
        what = self.selection(query.selection)
        function = self.messages.plain(f"function.{query.function}", query.function)
        args = {"function": function, "attribute": self._label(query.attribute), "what": what}
        return self._per(self._say("reading.aggregate", **args), query.per)

    def _conditions(self, query: q.Conditions) -> str:
        text = self._say("reading.conditions", things=self.names.refs(query.subjects))
        if query.topic:
            text = self._say("reading.topic", what=text, topic=self._topic(query.topic))
        if query.users:
            text = self._say("reading.users", what=text, users=self.values.number(query.users))
        return text

    def _topic(self, topic: str) -> str:
        return (
            self.names.any(topic)
            if f"section.{topic}" not in self.messages
            else self.messages.plain(f"section.{topic}")
        )

    def _recommend(self, query: q.Recommend) -> str:
        what = self.selection(query.selection)
        if not query.task:
            return self._say("reading.recommend", what=what)
        return self._say("reading.recommend_for", what=what, task=self.names.any(query.task))

    def _fits(self, message: str, part: q.Fits) -> str:
        return self._say(f"{message}_{part.mode}" if part.hardware else f"{message}_open", what=self._setup(part))

    def _setup(self, part: q.Fits | q.Memory) -> str:
        """Return hardware, precision and context in words."""
        said: list[str] = []
        if part.precision:
            named = self.messages.plain(f"fit.precision.{part.precision}", part.precision)
            said.append(self._say("fit.phrase_precision", precision=named))
        if part.context:
            message = "fit.phrase_context" if part.context > 0 else "fit.phrase_full_context"
            said.append(self._say(message, context=self.values.number(part.context)))
        how = self.values.style.list_joiner.join(said)
        if not part.hardware:
            return how
        return self.values.bracketed(self.names.joined([self._card(card) for card in part.hardware]), how)

    def _card(self, card: q.Card) -> str:
        kind = card.kind or "dedicated"
        name = self.names.thing("device", card.device) if card.device else self.messages.plain(f"fit.kind.{kind}")
        message = "fit.card" if card.device else "fit.card_memory"
        return self._say(message, name=name, count=card.count, memory=self.values.number(card.memory))

    def _memory(self, query: q.Memory) -> str:
        what = self.values.quantity(None, query.size) if query.size else self.selection(query.selection)
        if query.size:
            what = self._say("fit.sized", size=what)
        mode = "run" if query.mode == "run" else "train"
        kind = query.of if query.of != "memory" else f"{mode}_on" if query.hardware else mode
        return self._say(f"fit.reading_{kind}", what=what, setup=self._setup(query))

    def _terms(self, terms: Sequence[Ref]) -> str:
        style = self.values.style
        return self.names.joined([style.open_quote + self.names.ref(term) + style.close_quote for term in terms])

    def _cite(self, query: q.Cite) -> str:
        what = self.selection(query.selection)
        if not query.attributes:
            return self._say("reading.cite", what=what)
        return self._say("reading.cite_by", what=what, attributes=self.names.labels(query.attributes))

    def _meta(self, query: q.Meta) -> str:
        message = f"reading.meta_{query.topic}" + ("_of" if query.subjects else "")
        if message not in self.messages:
            message = "reading.meta"
        return self._say(message, things=self.names.refs(query.subjects), topic=query.topic)

    def _say(self, message: str, **args: Any) -> str:
        text = self.messages.render(message, args)
        return spaced(text) if self.values.style.wide else text


def _refused(part: q.Constraint) -> q.Has | None:
    """Return the value that a constraint denies."""
    return part.part if isinstance(part, q.Not) and isinstance(part.part, q.Has) else None


def _is(part: q.Constraint, kind: type) -> bool:
    """Whether a constraint, or what it denies, is of the kind."""
    return isinstance(part, kind) or (isinstance(part, q.Not) and isinstance(part.part, kind))
