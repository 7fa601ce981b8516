"""Explanations, terms of use, recommendations, descriptions, definitions, claims, sources."""

import msgspec

from chatbot.answering.dispatch import answer
from chatbot.answering.notes import as_of
from chatbot.answering.store import Store
from chatbot.answering.terms.licences import summary
from chatbot.datatypes.answer import Message, Value
from chatbot.datatypes.catalog import Entity, Ref, Section
from chatbot.datatypes.query import (
    Cite,
    Claims,
    Compare,
    CompareItems,
    Conditions,
    Define,
    Describe,
    Explain,
    Has,
    Is,
    Known,
    Meta,
    Not,
    Recommend,
    Selection,
    ValueOf,
)

from .sample import CATALOG, DOMAIN, HERON, LYNX, OTTER, STORE, item, messages


def test_why_gives_the_deciding_points():
    found = answer(Explain(Selection((OTTER,)), Not(Is("hire"))), STORE)
    assert found.verdict == "yes"
    assert "answer.terms.point_numbered" in messages(found)


def test_a_refuted_premise_is_no():
    found = answer(Explain(Selection((OTTER,)), Is("hire")), STORE)
    assert (found.status, found.verdict) == ("answered", "no")
    assert answer(Explain(Selection((item("heron-1"),)), Has("deed", "club")), STORE).verdict == "no"


def test_why_is_it_not_known():
    found = answer(Explain(Selection((LYNX,)), Not(Known("length"))), STORE)
    assert (found.verdict, messages(found)[1]) == ("yes", "answer.absent.undisclosed")


def test_conditions_and_the_limit_on_users():
    over = answer(Conditions((item("heron-3"),), users=200), STORE)
    under = answer(Conditions((item("heron-1"),), users=50), STORE)
    assert (over.verdict, messages(over)[0]) == ("conditional", "answer.terms.over")
    assert (under.verdict, messages(under)[0]) == ("yes", "answer.terms.under")


def test_conditions_on_a_topic():
    found = answer(Conditions((Ref("deed", "free"),), topic="crew"), STORE)
    assert messages(found)[0] == "answer.terms.point_plain"  # what is asked, before the rest
    assert messages(answer(Conditions((HERON,), topic="rig"), STORE)).count("answer.terms.silent") == 2


def test_a_recommendation_states_its_rule_and_leaves_out_the_retired():
    found = answer(Recommend(Selection(), "fishing"), STORE)
    assert found.models == ("heron-1", "heron-3", "otter-b", "otter-a")
    assert {"answer.recommend.rule_task", "answer.note.retired"} <= set(messages(found))


def test_a_recommendation_within_constraints():
    found = answer(Recommend(Selection(where=Is("hire")), "fishing"), STORE)
    assert found.models == ("heron-1", "heron-3")


def test_no_criterion_asks_back():
    found = answer(Recommend(Selection()), STORE)
    assert (found.status, found.models) == ("clarify", ())
    assert [choice.id for choice in found.choices][:2] == ["hire", "length-most"]


def test_descriptions():
    assert answer(Describe((HERON,)), STORE).models == ("heron-1", "heron-2", "heron-3")
    assert answer(Describe((item("otter-a"),)), STORE).models == ("otter-a",)
    assert answer(Describe((Ref("deed", "club"),)), STORE).models == ("heron-3", "lynx-9")
    assert answer(Describe((Ref("flag", "se"),)), STORE).models == ("heron-1", "heron-2", "heron-3", "lynx-9")


def test_comparing_things_of_other_kinds_describes_them():
    found = answer(CompareItems((Ref("deed", "free"), Ref("deed", "museum"))), STORE)
    assert (found.status, isinstance(found.query, CompareItems)) == ("answered", True)


def test_side_by_side():
    found = answer(CompareItems((HERON, OTTER), ("deed",)), STORE)
    assert messages(found)[0] == "answer.compare.differ"
    assert len(found.cells) == 5


def test_what_is_described_nowhere_is_named_or_said_to_be_unknown():
    assert messages(answer(Describe((Ref("flag", "fi"),)), STORE))[0] == "answer.describe.entity"
    assert messages(answer(Describe((Ref("term", "keel"),)), STORE))[0] == "answer.define.term"
    assert messages(answer(Describe((Ref("deed", "free"),)), STORE))[0] == "answer.terms.yes"
    nothing = answer(Define((Ref("term", "rudder"),)), STORE)
    assert (nothing.status, messages(nothing)) == ("no_data", ["answer.describe.nothing"])


def test_definitions_and_contrasts():
    keel, mast = Ref("term", "keel"), Ref("term", "mast")
    assert messages(answer(Define((keel,)), STORE)) == ["answer.define.term"]
    assert messages(answer(Define((mast, keel)), STORE))[0] == "answer.define.contrast"


def test_claims():
    found = answer(Claims((HERON,), ("length",)), STORE)
    assert (found.verdict, found.cells[0].state, found.cells[0].model) == ("no", "claimed", "heron")
    assert answer(Claims((HERON,)), STORE).verdict == "conditional"
    assert answer(Claims((OTTER,)), STORE).status == "no_data"
    assert answer(Claims((HERON,), ("most_guests",)), STORE).status == "no_data"  # of deeds, no attribute of boats


def test_sources():
    found = answer(Cite(Selection((HERON,)), ("length",)), STORE)
    assert [(cell.model, cell.sources) for cell in found.cells] == [(f"heron-{n}", ("log",)) for n in (1, 2, 3)]


def test_talk():
    assert messages(answer(Meta("greet"), STORE)) == ["answer.meta.greet"]
    assert messages(answer(Meta("unheard of"), STORE)) == ["answer.meta.help"]
    assert messages(answer(Meta("sources"), STORE)) == ["answer.meta.sources", *["answer.meta.source"] * 3]
    assert len(answer(Meta("catalog"), STORE).models) == 6
    assert answer(Meta("topics", (HERON,)), STORE).models == ("heron-1", "heron-2", "heron-3")


def test_why_of_a_comparison_names_both():
    found = answer(Explain(Selection((HERON,)), Compare("length", ">", ValueOf(OTTER))), STORE)
    assert (found.verdict, found.models) == ("yes", ("heron-3", "otter-a"))


def test_a_task_that_nothing_fits_shows_what_meets_the_rest():
    found = answer(Recommend(Selection(where=Has("deed", "none")), "fishing"), STORE)
    assert (found.models, found.count, messages(found)[0]) == ((), 0, "answer.recommend.no_task_fit")


def test_whether_something_is_allowed_stands_before_what_else_the_terms_say():
    found = answer(Conditions((item("heron-3"),), topic="conditions", whether=True), STORE)
    first = found.blocks[0]
    assert (found.verdict, first.message, first.sources) == ("conditional", "answer.terms.conditional", ("log",))
    assert first.args["attribute"] == Message("section.conditions")
    assert messages(found)[1] == "answer.terms.point_numbered"
    assert (
        messages(answer(Conditions((item("heron-3"),), topic="conditions"), STORE))[0] == "answer.terms.point_numbered"
    )


def test_terms_of_an_item_name_the_item():
    assert "answer.terms.used_by" in messages(answer(Conditions((item("heron-1"),)), STORE))
    assert "answer.terms.used_by" not in messages(answer(Conditions((Ref("deed", "free"),)), STORE))


def test_terms_of_which_no_verdict_is_known_name_their_own_sources():
    told = Entity(id="lore", kind="deed", name={"en": "Lore"}, sources=("log",))
    deeds = CATALOG.entities["deed"] | {"lore": told}
    store = Store(msgspec.structs.replace(CATALOG, entities=CATALOG.entities | {"deed": deeds}))
    (said,) = summary(store, Ref("deed", "lore"))
    assert (said.message, said.sources) == ("answer.terms.unknown", ("log",))


def test_terms_stand_side_by_side_where_they_differ_in_any_language():
    def lore(name, text):
        section = Section(id="crew", verdict_text={"eo": text})
        return Entity(id=name, kind="deed", name={"eo": name}, sections=(section,))

    deeds = {name: lore(name, text) for name, text in (("a", "du"), ("b", "tri"), ("c", "tri"))}
    store = Store(msgspec.structs.replace(CATALOG, entities=CATALOG.entities | {"deed": deeds}))

    def asked_of(*names):
        return messages(answer(Conditions(tuple(Ref("deed", name) for name in names), side="differ"), store))

    assert asked_of("a", "b").count("answer.terms.side") == 2
    assert asked_of("b", "c").count("answer.terms.side") == 0


def test_a_domain_without_dates_tells_the_date_of_the_catalog_as_it_stands():
    roles = {role: name for role, name in DOMAIN.roles.items() if role != "date"}
    plain = msgspec.structs.replace(DOMAIN, roles=roles)
    assert as_of(STORE) == Value("built", "2024-01-01")
    assert as_of(Store(msgspec.structs.replace(CATALOG, domains={"boats": plain}))) == "2024-01-01"
