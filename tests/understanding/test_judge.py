"""The judge: an answer only where everything was used and one meaning is left."""

from __future__ import annotations

from chatbot.datatypes.catalog import Ref
from chatbot.datatypes.query import Describe, Is, ListItems, Lookup, Query, Selection
from chatbot.datatypes.reading import Mention, Outcome, Phrase, Reading
from chatbot.text.fold import tokenise
from chatbot.understanding.analysis import Analysis
from chatbot.understanding.cover import MARGIN, Cover
from chatbot.understanding.judge import judge
from chatbot.understanding.meanings import Outside, Vague
from chatbot.understanding.sentences import Span, split_sentences

ONE = ListItems(Selection(where=Is("a")))
TWO = ListItems(Selection(where=Is("b")))


def analysis(text: str, *mentions: Mention, phrases: tuple[Phrase, ...] = ()) -> Analysis:
    tokens = tokenise(text)
    made = Analysis(tokens=tokens, mentions=mentions)
    made.sentences = split_sentences(tokens)
    made.keep(phrases)
    return made


def reading(query: Query, score: float = 10, *, unexplained: tuple[str, ...] = (), lacks: bool = False) -> Reading:
    return Reading(intent="list", query=query, score=score, phrases=(), unexplained=unexplained, open=lacks)


def judged(made: Analysis, *readings: Reading, unexplained: tuple[int, ...] = ()) -> Outcome:
    covers = [Cover(1.0, (), unexplained)]
    return judge(made, "en", lambda _analysis, _span, _thorough: (list(readings), covers), lambda query: query)


def why(outcome: Outcome) -> str:
    """Return the last part of the id of the message that says why there is no answer."""
    return outcome.reason.rpartition(".")[2]


NAME = Mention(0, 1, "name", Ref("item", "sprint-2"))


def test_one_reading_is_read() -> None:
    best = reading(ONE)
    outcome = judged(analysis("word word", NAME), best)
    assert (outcome.status, outcome.parts) == ("read", (best,))


def test_a_far_runner_up_does_not_matter() -> None:
    best = reading(ONE)
    assert judged(analysis("word", NAME), best, reading(TWO, 10 - MARGIN - 0.01)).parts == (best,)


def test_a_near_runner_up_with_another_meaning_is_asked_back() -> None:
    outcome = judged(analysis("word", NAME), reading(ONE), reading(TWO, 10 - MARGIN / 2))
    assert outcome.status == "clarify"
    assert [each.query for each in outcome.alternatives] == [ONE, TWO]


def test_a_near_runner_up_with_the_same_meaning_is_none() -> None:
    assert judged(analysis("word", NAME), reading(ONE), reading(ONE, 9.99)).status == "read"


def test_an_unexplained_word_forbids_the_answer() -> None:
    outcome = judged(analysis("word roses", NAME), reading(ONE, unexplained=("roses",)), unexplained=(1,))
    assert (outcome.status, outcome.unexplained) == ("not_understood", ("roses",))
    assert outcome.parts == ()


def test_known_words_that_do_not_go_together() -> None:
    outcome = judged(analysis("word", NAME))
    assert (outcome.status, why(outcome), outcome.choices) == ("not_understood", "combination", ("sprint-2",))


def test_nothing_known_is_not_ours() -> None:
    assert judged(analysis("some weather")).status == "out_of_scope"


def test_a_reading_without_its_thing_is_asked_back() -> None:
    lacking = reading(Lookup(Selection(), ("mass",)), lacks=True)
    outcome = judged(analysis("mass", Mention(0, 1, "attribute", "mass")), lacking)
    assert (outcome.status, why(outcome), outcome.open) == ("clarify", "which_item", lacking)


def test_a_name_outside_is_never_answered_as_another() -> None:
    outside = Phrase(0, 2, "outsider", Outside("Sprint 9", ("sprint-2",)), 0.0)
    made = analysis("Sprint 9 mass", Mention(0, 2, "outsider", outside.meaning), phrases=(outside,))
    outcome = judged(made, reading(ONE, unexplained=("Sprint", "9")))
    assert (outcome.status, outcome.names, outcome.outsiders) == ("not_in_catalog", ("Sprint 9",), ("Sprint 9",))
    assert outcome.choices == ("sprint-2",)


def test_a_declared_ambiguity_is_asked_back() -> None:
    vague = Phrase(0, 2, "ambiguous", Vague("fast one", ("sprint-1", "sprint-2")), 0.0)
    outcome = judged(analysis("fast one", phrases=(vague,)), reading(ONE))
    assert (outcome.status, outcome.choices, outcome.names) == ("clarify", ("sprint-1", "sprint-2"), ("fast one",))


def test_too_much_is_not_understood() -> None:
    made = Analysis(tokens=tokenise("a"), overflow=True)
    assert why(judged(made, reading(ONE))) == "too_long"


def test_nothing_said() -> None:
    assert why(judged(analysis(""))) == "empty"
    assert judged(analysis("   ")).status == "not_understood"


def test_two_sentences_are_two_parts() -> None:
    made = analysis("one. two.", NAME, Mention(2, 3, "name", Ref("item", "sprint-1")))
    queries = {0: Describe((Ref("item", "sprint-2"),)), 2: Describe((Ref("item", "sprint-1"),))}

    def readings(_analysis: Analysis, span: Span, _thorough: bool) -> tuple[list[Reading], list[Cover]]:
        found = [reading(queries[span.start])] if span.end - span.start == 2 else []
        return found, [Cover(1.0, (), ())]

    outcome = judge(made, "en", readings, lambda query: query)
    assert [part.query for part in outcome.parts] == [queries[0], queries[2]]


def test_one_bad_sentence_spoils_the_answer() -> None:
    made = analysis("one. two.", NAME, Mention(2, 3, "name", Ref("item", "sprint-1")))

    def readings(_analysis: Analysis, span: Span, _thorough: bool) -> tuple[list[Reading], list[Cover]]:
        return ([reading(ONE)] if (span.start, span.end) == (0, 2) else []), [Cover(1.0, (), ())]

    assert judge(made, "en", readings, lambda query: query).status == "not_understood"
