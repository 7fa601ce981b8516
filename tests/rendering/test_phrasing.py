"""Meanings in words."""

import typing

import pytest

from chatbot.datatypes import query as q
from chatbot.datatypes.catalog import Ref
from tests.rendering.sample import refs, renderer

ALL = q.Selection()
HERON = q.Selection((Ref("group", "heron"),))
YEAR = q.Period("2024-01-01", "2024-12-31")


@pytest.mark.parametrize(
    ("constraint", "english", "chinese"),
    [
        (q.Compare("weight", ">=", q.Quantity(7e10, "70b")), "weight at least 70B", "重量不低于 70B"),
        (q.Compare("window", ">", q.Quantity(2048)), "window above 2,048 tokens", "窗口高于 2,048 token"),
        (q.Compare("masts", "=", q.Quantity(3, approximate=True)), "masts about 3 masts", "桅杆数约为 3 根"),
        (q.Compare("launched", "<", YEAR), "launch date before 2024", "下水日期早于2024年"),
        (q.Compare("launched", ">", YEAR), "launch date after 2024", "下水日期晚于2024年"),
        (q.Not(q.Compare("launched", "<", YEAR)), "launch date from 2024 on", "下水日期不早于2024年"),
        (q.Compare("window", ">", q.ValueOf(Ref("item", "gull"))), "window above Gull’s", "窗口高于 Gull"),
        (q.Compare("launched", "<", q.ValueOf(Ref("item", "gull"))), "launch date before Gull’s", "下水日期早于 Gull"),
        (q.Has("terms", "open-sea"), "terms Open Sea Licence 1.0", "条款为公海许可证 1.0"),
        (q.Not(q.Has("flags", "red")), "no Red among the flags", "旗帜不包括红旗"),
        (q.Is("charter"), "charter", "符合“租用”"),
        (q.Not(q.Is("charter")), "no charter", "不符合“租用”"),
        (q.Several("flags"), "at least 2 flags", "旗帜至少 2 种"),
        (q.Only("flags", "red"), "flags Red only", "旗帜仅有红旗"),
        (q.Not(q.Known("story")), "story not known", "故事未知"),
        (
            q.Not(q.And((q.Is("charter"), q.Several("flags")))),
            "no charter or fewer than 2 flags",
            "不符合“租用”或旗帜少于 2 种",
        ),
        (
            q.Not(q.Or((q.Is("charter"), q.Has("hull", "wood"), q.Has("hull", "iron")))),
            "no charter and hull other than wooden or iron",
            "不符合“租用”且船体不为木制或 iron",
        ),
    ],
)
def test_constraints(constraint: q.Constraint, english: str, chinese: str) -> None:
    assert renderer("en").sentences.phrasing.constraint(constraint) == english
    assert renderer("zh").sentences.phrasing.constraint(constraint) == chinese


ON_A_CARD = q.Fits("weight", (q.Card(memory=24),))


@pytest.mark.parametrize(
    ("where", "english", "chinese"),
    [
        (ON_A_CARD, "boats that fit on 24 GB of GPU memory", "能在 24 GB 显存上运行的船"),
        (
            q.And((q.Is("charter"), q.Not(ON_A_CARD))),
            "boats with charter that do not fit on 24 GB of GPU memory",
            "符合“租用”且不能在 24 GB 显存上运行的船",
        ),
        (
            q.And((q.Has("flags", "red"), q.Has("flags", "blue"))),
            "boats with flags including Red and Blue",
            "旗帜包括红旗和蓝旗的船",
        ),
        (
            q.And(
                (q.Compare("weight", ">=", q.Quantity(7e10, "70b")), q.Compare("weight", "<", q.Quantity(9e10, "90b")))
            ),
            "boats with weight at least 70B and below 90B",
            "重量不低于 70B 且低于 90B 的船",
        ),
        (q.Has("charter", "yes"), "boats with charter without conditions", "租用无附加条件的船"),
        (
            q.And((q.Is("moored"), q.Has("terms", "open-sea"))),
            "boats with terms Open Sea Licence 1.0 that lie still",
            "条款为公海许可证 1.0 且停泊的船",
        ),
        (q.Not(q.Is("moored")), "boats that move", "航行的船"),
        (q.Has("terms", "open-sea"), "boats with terms Open Sea Licence 1.0", "条款为公海许可证 1.0 的船"),
        (
            q.Or((q.Has("hull", "heron-1"), q.Has("hull", "heron-2"))),
            "boats with hull Heron (all 2)",
            "船体为鹭（全部 2 个）的船",
        ),
        (
            q.And((q.Not(q.Has("flags", "red")), q.Not(q.Has("flags", "blue")))),
            "boats with no Red or Blue among the flags",
            "旗帜不包括红旗或蓝旗的船",
        ),
    ],
)
def test_sets(where: q.Constraint, english: str, chinese: str) -> None:
    assert renderer("en").phrase(q.ListItems(q.Selection(where=where))) == english
    assert renderer("zh").phrase(q.ListItems(q.Selection(where=where))) == chinese


def test_what_belongs_together_stands_in_brackets() -> None:
    where = q.And((q.Is("charter"), q.Or((q.Has("hull", "wood"), q.Several("flags"))), q.Not(q.Among(refs("gull")))))
    shown = renderer().phrase(q.ListItems(q.Selection(where=where)))
    assert shown == "boats with charter and (hull wooden or at least 2 flags), except Gull"


@pytest.mark.parametrize(
    ("query", "english"),
    [
        (
            q.ListItems(q.Selection(rank=q.Rank("launched", "most", 1, 3))),
            "first 3 by latest launch date among all boats",
        ),
        (q.ListItems(q.Selection(rank=q.Rank("weight", "most", 2, 2))), "place 2 by highest weight among all boats"),
        (q.ListItems(ALL, level="group"), "classes of all boats"),
        (q.ListValues(ALL, "terms"), "which different values of terms occur among all boats"),
        (q.ListEntities("flag"), "all of this kind in the catalog: flags"),
        (q.CountItems(ALL, per="group"), "number of all boats, for each class"),
        (q.CountItems(ALL, of="terms"), "how many different terms values occur among all boats"),
        (q.Lookup(HERON, ("weight", "terms")), "weight and terms of Heron"),
        (q.Check(HERON, q.Is("charter")), "Heron – charter?"),
        (q.CompareItems(refs("heron-1", "gull")), "comparison of Heron 1 and Gull"),
        (q.CompareItems(refs("heron-1", "gull"), ("weight",)), "comparison of Heron 1 and Gull by weight"),
        (q.Contest(refs("heron-1", "gull"), "weight", "least"), "Heron 1 and Gull: which has the lowest weight"),
        (q.Difference(*refs("heron-1", "gull"), "weight"), "how weight of Heron 1 compares with that of Gull"),
        (q.Aggregate(ALL, "average", "weight"), "average weight of all boats"),
        (q.Explain(HERON, q.Not(q.Is("charter"))), "Heron – why no charter?"),
        (q.Conditions(HERON.subjects, users=8e8), "what the terms of Heron require, with 800M users"),
        (q.Recommend(ALL, "fishing"), "recommendation for fishing among all boats"),
        (q.Describe(refs("gull")), "description of Gull"),
        (q.Define((Ref("task", "fishing"),)), "what “fishing” means"),
        (q.Claims(HERON.subjects, ("flags",)), "what the article says about flags of Heron"),
        (q.Cite(HERON, ("flags",)), "sources for flags of Heron"),
        (q.Meta("topics", refs("gull")), "what can be asked about Gull"),
        (q.Meta("unheard-of"), "about this conversation"),
    ],
)
def test_queries(query: q.Query, english: str) -> None:
    assert renderer("en").phrase(query) == english
    assert renderer("zh").phrase(query)


def test_every_query_and_constraint_can_be_said() -> None:
    phrasing = renderer("en").sentences.phrasing
    assert phrasing._queries.keys() == set(typing.get_args(q.Query))
    assert phrasing._constraints.keys() == phrasing._negations.keys() == set(typing.get_args(q.Constraint))
