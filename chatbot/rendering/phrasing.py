"""Sets and queries in words: how a question was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chatbot.datatypes import query as q
from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.subjects import ALL_PLACES, put_in_order
from chatbot.rendering.constraints import Constraints, Wording, is_about

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chatbot.rendering.values import Values

_SET_BESIDE = frozenset({"run", "train", "ram", "disk", "cards_open"})
"""Memory needs that are told of whatever is needed; the set-up, if any, stands beside them."""


class Phrasing(Constraints):
    """Writes meanings in the asker's language, with one message for each shape of meaning."""

    def __init__(self, values: Values) -> None:
        """Bind a wording to each shape."""
        super().__init__(values)
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
            q.CheckPlace: lambda query: self._say(
                "reading.place", things=self.names.refs(query.subjects), what=self.selection(query.among)
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

    def selection(self, selection: q.Selection) -> str:
        """Return a set of items in words."""
        if selection.subjects:
            what = self.names.refs(selection.subjects)
            where = "phrase.those"
        else:
            what = self.names.items_label(selection.kind)
            where = "phrase.items"
            if selection.where is None:
                what = self._say("phrase.all_items", what=what)
        if selection.where is not None:
            what = self._where(where, what, selection.where)
        return self._ranked(what, selection.rank) if selection.rank else what

    def _where(self, message: str, what: str, where: q.Constraint) -> str:
        """Return the set with its constraints: properties, what things do (fit), and which ones (except BLOOM)."""
        parts = where.parts if isinstance(where, q.And) else (where,)
        things = [part for part in parts if is_about(part, q.Among)]
        doing = [part for part in parts if is_about(part, q.Fits) or self.can_be_done(part)]
        others = [part for part in parts if part not in things and part not in doing]
        where_words = self._joined(self._each(others))
        how = self._joined([self.done(part) if self.can_be_done(part) else self.constraint(part) for part in doing])
        shape = f"{message}_with" if others else message
        if others or doing:
            what = self._say(f"{shape}_that" if doing else shape, what=what, where=where_words, how=how)
        for part in things:
            what = self._say("phrase.limited", what=what, things=self.constraint(part))
        return what

    def _ranked(self, what: str, rank: q.Rank) -> str:
        args = {"what": what, "order": self._order(rank), "first": rank.first, "last": rank.last}
        if rank.first == 1 and rank.last >= ALL_PLACES:
            text = self._say("phrase.rank_all", what=what, order=self._order(rank, "sorted_"))
        elif rank.first == 1:
            text = self._say("phrase.rank_first" if rank.last == 1 else "phrase.rank_top", **args)
        else:
            text = self._say("phrase.rank_nth" if rank.first == rank.last else "phrase.rank_span", **args)
        return self._per(text, rank.per)

    def _per(self, text: str, per: str) -> str:
        return self._say("phrase.per", what=text, per=self._label_or_group(per)) if per else text

    def _order(self, ranked: q.Rank | q.Contest, way: str = "") -> str:
        """Return an order in words: those that the attribute has of its own, or words made from its name."""
        own = f"order.own.{ranked.attribute}.{ranked.direction}"
        if not way and own in self.messages:
            return self._say(own)
        kind = "date" if self._is_date(ranked.attribute) else "number"
        return self._say(f"order.{way}{kind}_{ranked.direction}", attribute=self._label(ranked.attribute))

    def _label_or_group(self, attribute: str) -> str:
        if attribute != "group":
            return self._label(attribute)
        return self.names.local(self.names.catalog.domain().group_label, mark=False)

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
            topics = self._joined([self._topic(topic) for topic in (query.topic, *query.besides)])
            text = self._say("reading.topic", what=text, topic=topics)
        if query.task:
            text = self._say("reading.for_task", what=text, task=self.names.any(query.task))
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
        if not query.task:
            return self._say("reading.recommend", what=self.selection(query.selection))
        what = self.selection(put_in_order(query.selection))  # those for the task are put in order, not all
        return self._say("reading.recommend_for", what=what, task=self.names.any(query.task))

    def _memory(self, query: q.Memory) -> str:
        what = self.values.quantity(None, query.size) if query.size else self.selection(query.selection)
        if query.size:
            what = self._say("fit.sized", size=what)
        mode = "run" if query.mode == "run" else "train"
        kind = query.of if query.of != "memory" else f"{mode}_on" if query.hardware else mode
        kind = "cards_open" if query.of == "cards" and not query.hardware else kind
        setup = self._setup(query)
        said = self._say(f"fit.reading_{kind}", what=what, setup=setup)
        return self.values.bracketed(said, setup) if setup and kind in _SET_BESIDE else said

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
