"""The memory rules against worked examples, over the dimensions that the shipped catalog holds."""

from pathlib import Path

import pytest
import yaml

from chatbot.answering.compare import Truth
from chatbot.answering.memory.arithmetic import (
    Dimensions,
    Need,
    Room,
    Rules,
    cache_gb,
    fits,
    offered,
    rough,
    running,
    tight,
    training,
    weights_gb,
)
from chatbot.answering.store import Store
from chatbot.datatypes.query import Card, Fits
from tests.shipped import shipped_data

ROOT = Path(__file__).parents[3]
CHECKS = yaml.safe_load((ROOT / "tests" / "data" / "memory_checks.yaml").read_text(encoding="utf-8"))
MEMORY = "memory_required"
OFFLOAD = "offload"


@pytest.fixture(scope="module")
def store() -> Store:
    return Store(shipped_data().catalog)


def cards(check: dict) -> tuple[Card, ...]:
    return tuple(Card(device["id"], device["count"], device["memory_gb"]) for device in check["devices"])


def need_of(check: dict, store: Store, room: Room) -> Need:
    dimensions = store.fitting.dimensions.of(check["model"])
    assert dimensions is not None
    if check["task"] in {"full", "lora", "qlora"}:
        return training(dimensions.parameters, check["task"], store.fitting.rules)
    return running(dimensions, check["precision"], check["context"], room.devices, store.fitting.rules)


def near(value: float, recorded: float) -> bool:
    """Compare at the precision that was recorded."""
    return abs(value - recorded) <= 0.0051 if recorded < 1000 else abs(value - recorded) <= 0.06


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check["id"])
def test_worked_example(check: dict, store: Store) -> None:
    (setup,) = store.fitting.hardware.setups(cards(check))
    need = need_of(check, store, setup.room)
    available = offered(setup.room) + (setup.room.system if check["task"] == OFFLOAD else 0)
    assert near(need.total, check["needed_gb"])
    assert near(available, check["available_gb"])
    assert near(need.comfortable, check["comfortable_gb"])
    if "weights_gb" in check:
        assert near(need.weights, check["weights_gb"])
        assert near(need.cache, check["kv_cache_gb"])
    assert ("yes" if need.total <= available else "no") == check["fits"]
    if check["task"] != OFFLOAD:
        assert fits(need, setup.room) == (check["fits"] == "yes")
        assert tight(need, setup.room, store.fitting.rules) == (check["borderline"] == "yes")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check["id"])
def test_verdict_of_the_statement(check: dict, store: Store) -> None:
    mode = check["task"] if check["task"] in {"full", "lora", "qlora"} else "run"
    asked = Fits(MEMORY, cards(check), check["precision"], check["context"], mode)
    truth = store.fits(asked, check["model"])
    if check["task"] == OFFLOAD or check.get("agrees") == "no":
        assert truth is Truth.CONDITIONAL
    else:
        assert truth.word == check["fits"]


def test_without_a_precision_a_smaller_form_is_a_condition(store: Store) -> None:
    def truth(model: str, *hardware: Card) -> str:
        return store.fits(Fits(MEMORY, hardware), model).word

    assert truth("llama-3.1-8b", Card("rtx-3090")) == "yes"
    assert truth("llama-3.1-8b", Card("rtx-3060", 1, 12)) == "conditional"
    assert truth("llama-3.1-70b", Card("rtx-3090", 2)) == "conditional"
    assert truth("llama-3.1-405b", Card("rtx-3090", 2)) == "no"
    assert truth("claude-3-opus", Card("h100", 8)) == "no"


def test_a_tuned_variant_takes_the_shape_of_its_base(store: Store) -> None:
    assert store.fitting.dimensions.of("falcon-40b-instruct") == store.fitting.dimensions.of("falcon-40b")
    assert store.fitting.dimensions.taken_from("falcon-40b-instruct") == "falcon-40b"


def test_without_a_shape_it_is_unknown_unless_the_weights_alone_are_too_big(store: Store) -> None:
    assert store.fits(Fits(MEMORY, (Card("a100", 8, 80),)), "mistral-large-2.1").word == "unknown"
    assert store.fits(Fits(MEMORY, (Card("rtx-3090"),)), "mistral-large-2.1").word == "no"


def test_a_device_sold_with_several_amounts_is_tried_with_each(store: Store) -> None:
    tried = store.fitting.tried(Fits(MEMORY, (Card("v100"),), "fp16"), "llama-3.1-8b")
    assert (tried.truth, tried.reason) == (Truth.CONDITIONAL, "editions")


def test_more_context_than_the_item_has_does_not_fit(store: Store) -> None:
    tried = store.fitting.tried(Fits(MEMORY, (Card("h100", 8, 80),), "", 32000), "opt-13b")
    assert (tried.truth, tried.reason) == (Truth.NO, "context")


RULES = Rules(
    {
        "bits_per_weight": {"fp16": 16, "int8": 8},
        "four_bit_body_bits": {"int4": 4.5},
        "cache_bytes": 2,
        "default_context": 4096,
        "runtime_gb_per_device": 1.0,
        "overhead_factor": 1.2,
        "cpu_extra_gb": 2.5,
    }
)


def test_four_bit_formats_keep_embeddings_wide() -> None:
    dimensions = Dimensions(parameters=1e9, embedding=2e8)
    assert weights_gb(dimensions, "int4", RULES) == pytest.approx(0.8 * 4.5 / 8 + 0.4)
    assert weights_gb(dimensions, "int8", RULES) == pytest.approx(1.0)


def test_the_cache_grows_with_the_context() -> None:
    dimensions = Dimensions(parameters=1e9, layers=10, kv_heads=2, head_size=100)
    assert cache_gb(dimensions, 2000, RULES) == pytest.approx(2 * cache_gb(dimensions, 1000, RULES))


def test_a_size_alone_is_answered_by_the_rule_of_thumb() -> None:
    assert rough(10e9, "fp16", RULES).total == pytest.approx(24)


def test_without_a_shape_much_more_memory_than_the_rule_of_thumb_asks_for_is_enough(store: Store) -> None:
    asked = Fits(MEMORY, (Card("t4"),))
    assert store.fits(asked, "falcon-rw-1b").word == "yes"
    assert store.fits(asked, "falcon-rw-7b").word == "unknown"
