"""Follow-ups mean what the same question would mean if it were asked in full: equal queries, equal answers."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import Talk

SAME = [
    # another subject
    (["licence of Falcon 40B", "what about BLOOM?"], "licence of BLOOM"),
    (["can I use Gemma commercially?", "and OPT?"], "can I use OPT commercially?"),
    (["is BLOOM bigger than OPT?", "and Falcon?"], "is Falcon bigger than OPT?"),
    (["licence of Falcon 180B", "and the 7B?"], "licence of Falcon-7B"),
    (["licence of Falcon 180B Chat", "and the 40B?"], "licence of Falcon-40B and Falcon-40B-Instruct"),
    (["licence of Vicuna 13B v1.5", "and the 7B?"], "licence of Vicuna 7B v1.5"),
    (["licence of Falcon", "and the 40B?"], "licence of Falcon-40B"),
    (["Falcon 180B 有多少参数", "不对，我是说40B"], "Falcon-40B 有多少参数"),
    (["licence of Mistral 7B v0.1", "and Large 2?"], "licence of Mistral Large 2"),
    (["Gemma 的许可证", "Falcon 40B呢"], "Falcon 40B 的许可证"),
    # another attribute
    (["context of Gemma 7B", "and its licence?"], "licence of Gemma 7B"),
    (["who made GPT-NeoX?", "when?"], "when was GPT-NeoX released?"),
    (["tell me about BLOOM", "is it open source?"], "is BLOOM open source?"),
    (["GPT-4o 的上下文", "知识截止呢"], "GPT-4o 的知识截止"),
    (["Gemma 能商用吗", "它支持中文吗"], "Gemma 支持中文吗"),
    # a set made smaller, wider, other
    (["Apache models", "only those from TII"], "Apache models from TII"),
    (["models over 100B", "without Meta"], "models over 100B that are not from Meta"),
    (["how many models are from Meta?", "and from Google?"], "how many models are from Google?"),
    (["models from Meta over 100B", "ignore the size"], "models from Meta"),
    (["models with at least 32k context", "how about 128k?"], "models with at least 128k context"),
    (["上下文至少32K的模型有哪些", "128K呢"], "上下文至少128K的模型有哪些"),
    (["which models allow commercial use?", "which do not?"], "which models don't allow commercial use?"),
    (["哪些模型可以商用", "哪些不能"], "哪些模型不能商用"),
    (["do any models support Arabic?", "what about French?"], "which models support French?"),
    (["支持法语的模型", "中文呢"], "支持中文的模型"),
    (["支持法语的模型", "中文呢", "两种都支持的"], "支持法语和中文的模型"),
    (["models that speak Thai", "also German"], "models that speak Thai and German"),
    # cards: how many of them is told apart from how much memory they have
    (["4张24G的卡能跑OPT-66B吗", "8张呢"], "8张24G的卡能跑OPT-66B吗"),
    (["4张24G的卡能跑OPT-66B吗", "换成两张"], "两张24G的卡能跑OPT-66B吗"),
    (["4张24G的卡能跑OPT-66B吗", "换40G的卡"], "4张40G的卡能跑OPT-66B吗"),
    (["does OPT 66B fit on four 24 GB cards?", "two cards?"], "does OPT 66B fit on two 24 GB cards?"),
    # others, where only these can be more than it
    (["GPT-4的上下文多长", "谁比GPT-4长"], "哪些模型的上下文比GPT-4长"),
    # orders and numbers
    (["models by Google", "newest first", "how many is that?"], "how many models are by Google?"),
    (["models from 2023", "and 2024?", "only open weights"], "open models from 2024"),
    (["Google's newest model", "older ones"], "models by Google older than Gemma 1.1 2B IT"),
    (["谷歌最新的模型", "老一点的"], "比Gemma 1.1 2B IT更早的谷歌模型"),
    (["largest model?", "and the smallest?"], "smallest model?"),
    (["largest model?", "second one?"], "second largest model"),
    (["最大的模型是哪个", "第二大的呢"], "第二大的模型是哪个"),
    (["Apache models", "how many is that?"], "how many Apache models are there?"),
    # corrections and comparisons
    (["licence of Falcon 180B", "no, I meant BLOOM"], "licence of BLOOM"),
    (["compare BLOOM and OPT", "replace OPT with Gemma"], "compare BLOOM and Gemma"),
    (["compare BLOOM and OPT", "add Gemma"], "compare BLOOM, OPT and Gemma"),
    (["which is newer, Gemma or OPT?", "and which is bigger?"], "which is bigger, Gemma or OPT?"),
    (["比较BLOOM和OPT", "把OPT换成Gemma"], "比较BLOOM和Gemma"),
    # memory
    (["does Llama 3.1 8B fit on an RTX 3090?", "and a 4090?"], "does Llama 3.1 8B fit on an RTX 4090?"),
    (["13B memory?", "and to fine-tune it?"], "how much VRAM to fine-tune a 13B model?"),
    (["13B memory?", "and for 70B?"], "how much memory does a 70B model need?"),
    (["13B的模型要多少显存", "70B呢"], "70B的模型要多少显存"),
    # what else, none, both, the other one, the other way round
    (["who makes Falcon?", "what else do they have"], "models from TII except Falcon"),
    (["Falcon是谁做的", "他们还有什么模型"], "TII除了Falcon以外的模型"),
    (["models by EleutherAI", "anything else?"], "models by EleutherAI except GPT-NeoX-20B"),
    (["Google的模型", "按大小排", "反过来排"], "Google的模型，从小到大"),
    (["parameters of Gemma 2B and Gemma 7B", "sort them"], "Gemma 2B and Gemma 7B sorted by size"),
    (
        ["context of GPT-4 Turbo", "and Claude 3 Opus?", "which has more?"],
        "which has more context, GPT-4 Turbo or Claude 3 Opus?",
    ),
    (["context of GPT-4 Turbo", "and Claude 3 Opus?", "who made it?", "the other one?"], "who made GPT-4 Turbo?"),
    (["GPT-4 Turbo上下文多长", "Claude 3 Opus呢", "谁开发的", "另一个呢"], "GPT-4 Turbo是谁开发的"),
    (["Falcon 180B多大", "换成40B呢"], "Falcon-40B多大"),
    (["licence of Falcon 40B", "the instruct version?"], "licence of Falcon-40B-Instruct"),
    (["licence of Falcon 180B", "and the chat version?"], "licence of Falcon-180B-Chat"),
    (["Falcon 180B能商用吗", "chat版本呢"], "Falcon-180B-Chat能商用吗"),
    # what was explained, what was asked back for, what the last question named
    (["what is a context window?", "which has the biggest?"], "which model has the longest context?"),
    (["什么是上下文窗口", "谁的最大"], "哪个模型的上下文最长"),
    (["what is a context window?", "and in GPT-4?"], "context of GPT-4"),
    (["which commercial chat models can I run?", "a 3090"], "which commercial chat models can I run on a 3090?"),
    (["我能跑哪些能商用的模型", "3090"], "3090能跑哪些能商用的模型"),
    (["recommend a model", "24 GB of VRAM"], "recommend a model for 24 GB of VRAM"),
    (["can I run OPT 66B on two 4090s?", "then which can I run?"], "which models can I run on two 4090s?"),
    (["Vicuna licence?", "which base model?"], "base model of Vicuna"),
    (["how many models does each developer have?", "who has the most?"], "which developer has the most models?"),
    (["每家公司各有几个模型", "哪家最多"], "哪家公司的模型最多"),
    (["models by Meta", "gpt-4"], "gpt-4"),
    (["models by Meta", "gpt-4?"], "is gpt-4 by Meta?"),
    (["Meta的模型有哪些", "gpt-4呢"], "gpt-4是Meta的吗"),
    (["24G显卡推荐哪个", "最大能跑多大的"], "24G显卡能跑的最大的模型有多大"),
    (["models with 128k context", "and with more than that?"], "models with more than 128k context"),
    (["Vicuna能商用吗", "13B v1.5呢"], "Vicuna 13B v1.5能商用吗"),
    (["OPT-66B要多少显存", "BLOOM也一样吗"], "BLOOM要多少显存"),
    (["上下文最长的是哪个", "那最短的呢", "前面那个开源吗"], "Claude 3开源吗"),
    # the biggest of what was shown, what comes before, what its maker made
    (["list the OPT sizes", "the biggest two"], "the two biggest OPT"),
    (["OPT都有哪些规模", "最大的两个"], "OPT中最大的两个"),
    (["what sizes does OPT come in?", "largest first"], "OPT, largest first"),
    (["the two biggest OPT", "what do they need in int8?"], "how much memory do OPT-175B and OPT-66B need in int8?"),
    (["latest Mistral", "and before that?"], "second latest Mistral"),
    (["最新的Mistral", "再之前的呢"], "第二新的Mistral"),
    (["tell me about EleutherAI", "anything commercial?"], "is any model by EleutherAI for commercial use?"),
    (["介绍一下EleutherAI", "能商用吗"], "GPT-NeoX-20B能商用吗"),
    (["GPT-4o context", "32k"], "GPT-4 32K context"),
    (["compare OPT 66B and Llama 3.1 8B", "which has more context?", "license of the other"], "license of OPT 66B"),
    (["how many models are by Google?", "name them"], "models by Google"),
    (["Google的模型有几个", "列出来"], "Google的模型有哪些"),
    (["models over 100B", "only those for commercial use", "list them"], "models over 100B for commercial use"),
    (["Google的模型有几个", "按时间排"], "Google的模型，从新到旧"),
    (["which models run on a 4090?", "any of them multilingual?"], "is any model that runs on a 4090 multilingual?"),
    (["licence of BLOOM", "same for Falcon", "compare them"], "compare BLOOM and Falcon"),
    (["介绍一下BLOOM", "Falcon呢", "比较一下它们"], "比较BLOOM和Falcon"),
    (
        ["compare Llama 3.1 8B and OPT 66B", "and which has the longer context?"],
        "which has the longer context, Llama 3.1 8B or OPT 66B?",
    ),
    (["licence of Mistral", "and the large one?"], "licence of Mistral Large"),
    (
        ["recommend a model for coding on a 3060", "something smaller than 1B", "licence of it?"],
        "licence of BLOOM 560M",
    ),
    (["parameters of OPT 13B and OPT 66B", "how much does the first need?"], "how much memory does OPT 13B need?"),
    (
        ["parameters of OPT 13B and OPT 66B", "how much does the first need?", "how much memory does the second need?"],
        "how much memory does OPT 66B need?",
    ),
    (["OPT 13B和OPT 66B的参数", "第一个要多少显存"], "OPT 13B要多少显存"),
    (["how much memory does Falcon 180B need?", "would two A100s do?"], "can I run Falcon 180B on two A100s?"),
    (["which model was trained on the fewest tokens?", "how many tokens was that?"], "training tokens of OPT"),
    (["models by Google", "newest first", "how many is that?", "the last one"], "Gemma 7B IT"),
    (["多模态模型有哪些", "里面有开源的吗", "最早的是哪个"], "最早的多模态模型"),
    (["Falcon 40B的许可证有什么要求", "Gemma也是同样的要求吗"], "Gemma的许可证有什么要求"),
    (
        ["which models run on 16 GB of RAM without a GPU?", "and 8 GB?"],
        "which models run on 8 GB of RAM without a GPU?",
    ),
    (["does Llama 3.1 70B run on an A100 80GB?", "and 40 GB?"], "does Llama 3.1 70B run on an A100 40GB?"),
    (["does BLOOM support Korean?", "what else does?"], "models that support Korean except BLOOM"),
    (["compare OPT 66B and Llama 3.1 8B", "the first one's base model"], "base model of OPT 66B"),
    (["compare OPT and BLOOM by date", "which one was first?"], "which is older, OPT or BLOOM?"),
    (["OPT和BLOOM哪个更早", "早多久"], "how much older is OPT than BLOOM?"),
    (["how many tokens was OPT 66B trained on?", "who has the most?"], "which model was trained on the most tokens?"),
    (["Falcon 180B用多少token训练的", "谁最多"], "训练token最多的模型"),
    # the first of them: is it so? of others, how much, so which
    (["Meta有哪些模型", "最大的能商用吗"], "Meta最大的模型能商用吗"),
    (["OPT-66B可以商用吗", "那就是不行咯"], "OPT-66B禁止商用吗"),
    (["Llama 3.1 8B支持中文吗", "那支持哪些"], "Llama 3.1 8B支持哪些语言"),
    (["does Llama 3.1 8B speak Chinese?", "which does it speak?"], "languages of Llama 3.1 8B"),
    (["哪些模型能商用", "哪些是有条件的"], "哪些模型有条件商用"),
    (["BLOOM能商用吗", "还有别的支持中文的吗"], "支持中文的模型，除了BLOOM"),
    (["训练数据最多的是哪个", "用了多少"], "Llama 3.1 405B的训练数据量"),
    # reasons and recommendations
    (["is Claude 3 open?", "why not?"], "why is Claude 3 not open?"),
    (["Claude 3开源吗", "为什么"], "为什么Claude 3不开源"),
    (["recommend a model for coding", "does it allow commercial use?"], "does Llama 3.1 8B allow commercial use?"),
    (
        ["recommend a model for coding", "why?", "something smaller"],
        "recommend a model for coding that is smaller than Llama 3.1 8B",
    ),
    (["推荐一个写代码的模型", "再小一点的"], "推荐一个比Llama 3.1 8B更小的写代码的模型"),
    # what lies between does no harm
    (["context length of OPT?", "thanks", "and the vocabulary size?"], "vocabulary size of OPT"),
    (["licence of BLOOM", "what is RLHF?", "and its context?"], "context of BLOOM"),
    (["licence of Gemma", "context of BLOOM", "back to Gemma"], "licence of Gemma"),
]


@pytest.mark.parametrize(("lines", "whole"), SAME, ids=[" / ".join(lines) for lines, _ in SAME])
def test_a_follow_up_means_the_whole_question(talk: Talk, lines: list[str], whole: str):
    followed, alone = talk(*lines)[-1], talk(whole)[-1]
    assert alone["status"] in {"answered", "no_data"}
    assert followed["query"] == alone["query"]
    assert followed["models"] == alone["models"]
    assert followed["verdict"] == alone["verdict"]


@pytest.mark.parametrize("opening", ["can I use Gemma commercially?", "models from Meta over 100B", "最大的模型"])
@pytest.mark.parametrize(
    "whole",
    ["which models speak Thai?", "licence of BLOOM 3B", "how many models are there?", "compare OPT and BLOOM",
     "哪些模型可以商用？", "Falcon 40B 的上下文长度是多少", "what is RLHF?"],
)  # fmt: skip
def test_a_whole_question_inherits_nothing(talk: Talk, opening: str, whole: str):
    assert talk(opening, whole)[-1]["query"] == talk(whole)[-1]["query"]


@pytest.mark.parametrize(
    "line",
    ["and its licence?", "which of them are open?", "the second one", "why?", "tell me more", "how many is that?",
     "它能商用吗", "其中哪些能商用", "第二个", "为什么", "how much does the first need?", "第一个要多少显存"],
)  # fmt: skip
def test_with_nothing_to_follow_it_is_asked_back(talk: Talk, line: str):
    (answer,) = talk(line)
    assert answer["status"] == "clarify"
    assert answer["models"] == []


def test_the_reading_is_shown_whenever_the_conversation_was_used(talk: Talk):
    answer = talk("context of Gemma 7B", "and its licence?")[-1]
    assert answer["reading"] == "licence of Gemma 7B"
    assert answer["text"].startswith("Gemma 7B – licence: ")
    answer = talk("compare OPT 66B and Falcon 40B", "which is bigger?")[-1]
    assert answer["reading"] in answer["text"].split("\n")[2]


def test_words_that_are_not_understood_are_not_passed_over(talk: Talk):
    for line in ("and its frobnication?", "what about the flurb licence?"):
        assert talk("context of Gemma 7B", line)[-1]["status"] != "answered"


def test_a_name_next_door_is_not_followed(talk: Talk):
    assert talk("context of GPT-4o", "and GPT-5?")[-1]["status"] == "not_in_catalog"


def test_a_place_beyond_the_list_is_asked_back(talk: Talk):
    answer = talk("three newest models", "the ninth one")[-1]
    assert (answer["status"], answer["models"]) == ("clarify", [])


def test_either_side_may_be_meant(talk: Talk):
    answer = talk("compare BLOOM and OPT", "with Falcon instead")[-1]
    assert answer["status"] == "clarify"
    assert len(answer["choices"]) == 2


def test_former_and_latter_reach_back_to_where_two_were_named(talk: Talk):
    answers = talk("compare BLOOM and OPT", "who made the former?", "and the latter?")
    assert [answer["families"] for answer in answers[1:]] == [["bloom"], ["opt"]]
    assert answers[2]["query"] == talk("who made OPT?")[-1]["query"]


def test_several_sentences_are_read_one_after_the_other(talk: Talk):
    answer = talk("Gemma 7B licence", "And who made it? And when?")[-1]
    assert {cell["attribute"] for cell in answer["cells"]} == {"developer", "release_date"}


def test_sorted_lists_keep_their_members(talk: Talk):
    listed, ordered = talk("models from Google", "newest first")
    assert set(ordered["models"]) == set(listed["models"])


def test_a_number_is_of_no_language(talk: Talk):
    assert talk("哪些模型能在4090上运行", "3060")[-1]["language"] == "zh"


def test_one_conversation_in_two_languages(talk: Talk):
    assert talk("licence of BLOOM", "上下文呢")[-1]["query"] == talk("context of BLOOM")[-1]["query"]
    assert talk("BLOOM 的许可证", "OPT")[-1]["language"] == "zh"


@pytest.mark.parametrize(
    "line",
    [
        "which models speak Thai, is Gemma one?",
        "which models speak Thai? is Gemma one of them?",
        "哪些模型支持泰语，Gemma支持吗",
    ],
)
def test_a_set_and_one_of_it(talk: Talk, line: str):
    (answer,) = talk(line)
    assert (answer["verdict"], len(answer["parts"])) == ("no", 2)
    assert answer["models"][0].startswith("llama-3.1")


@pytest.mark.parametrize("line", ["why?", "why that one?"])
def test_why_that_was_recommended(talk: Talk, line: str):
    answer = talk("recommend a model for coding", line)[-1]
    assert (answer["verdict"], answer["models"]) == ("yes", ["llama-3.1-8b"])


@pytest.mark.parametrize("line", ["their newest model", "its smallest version", "它最新的模型"])
def test_whose_is_asked_back_where_nothing_was_said(talk: Talk, line: str):
    assert talk(line)[-1]["status"] == "clarify"


def test_those_may_be_described_at_once(talk: Talk):
    assert talk("list those models that are under the Llama 2 licence")[-1]["status"] == "answered"


@pytest.mark.parametrize(
    ("lines", "models", "verdict"),
    [
        (["does Gemma allow commercial use?", "what about Vicuna?", "neither?"], {"gemma-7b", "vicuna-7b-v0"}, "no"),
        (["Gemma能商用吗", "Vicuna呢", "都不行吗"], {"gemma-7b", "vicuna-7b-v0"}, "no"),
        (["which models are multimodal?", "none of these open?"], {"gpt-4o", "claude-3-opus"}, "yes"),
        (
            ["context of GPT-4 Turbo", "and Claude 3 Opus?", "both have vision?"],
            {"gpt-4-turbo", "claude-3-opus"},
            "yes",
        ),
        (["GPT-4 Turbo上下文多长", "Claude 3 Opus呢", "都能看图吗"], {"gpt-4-turbo", "claude-3-opus"}, "yes"),
        (["does Gemma speak Spanish?", "how about Llama 3.1?", "both?"], {"gemma-7b", "llama-3.1-8b"}, "no"),
        (["Gemma支持西班牙语吗", "Llama 3.1呢", "两个都支持吗"], {"gemma-7b", "llama-3.1-8b"}, "no"),
        (["3B以下的模型", "一个都没有？"], {"bloom-560m"}, "yes"),
    ],
)
def test_of_all_or_of_none(talk: Talk, lines: list[str], models: set[str], verdict: str):
    answer = talk(*lines)[-1]
    assert answer["verdict"] == verdict
    assert models <= set(answer["models"])


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (["compare BLOOM and OPT", "the other one"], "clarify"),
        (["recommend a model for coding", "the other one"], "clarify"),
        (["licence of Gemma", "list theirs"], "clarify"),
        (["list theirs"], "clarify"),
        (["licence of Gemma", "will it rain tomorrow?"], "out_of_scope"),
        (["licence of Mistral 7B v0.1", "sort them"], "clarify"),
        (["licence of OPT", "before that"], "clarify"),
        (["有100万上下文的吗", "谁做的"], "clarify"),
    ],
)
def test_what_does_not_go_on_is_not_guessed(talk: Talk, lines: list[str], status: str):
    answer = talk(*lines)[-1]
    assert (answer["status"], answer["models"]) == (status, [])


def test_the_last_answer_in_the_language_of_the_request(talk: Talk):
    answers = talk("licence of OPT", "用中文说", "in English please", "answer in Chinese please", "and in Chinese?")
    assert [answer["language"] for answer in answers] == ["en", "zh", "en", "en", "en"]
    assert answers[0]["query"] == answers[1]["query"] == answers[2]["query"]
    assert "--lang" in answers[3]["text"]
    assert answers[4]["verdict"] == "no"  # the language of the model, where nothing says otherwise


@pytest.mark.parametrize(
    "lines",
    [
        ["does Gemma allow commercial use?", "and Vicuna?", "neither?", "so which ones do?"],
        ["Gemma能商用吗", "Vicuna呢", "都不行吗", "那哪些可以"],
    ],
)
def test_after_neither_it_is_asked_which_do(talk: Talk, lines: list[str]):
    answer = talk(*lines)[-1]
    assert answer["status"] == "answered"
    assert "vicuna-7b-v0" not in answer["models"]
    assert {"gemma-7b", "vicuna-7b-v1.5"} <= set(answer["models"])


@pytest.mark.parametrize(
    ("lines", "answered"),
    [
        (["any 70B models?", "two of them?"], False),
        (["models over 100B", "and 200?"], False),
        (["models over 100B", "and 200B?"], True),
    ],
)
def test_a_bare_number_is_no_size(talk: Talk, lines: list[str], answered: bool):
    assert (talk(*lines)[-1]["status"] == "answered") is answered


def test_any_of_them_by_name(talk: Talk):
    answer = talk("which models are retired?", "any Claude among them?")[-1]
    assert (answer["status"], answer["families"]) == ("answered", ["claude-3"])
