"""Questions by what they ask of the bot; none asks for a long list, so that answers stay short in large catalogs."""

from __future__ import annotations

from collections.abc import Mapping

UNDERSTOOD = {
    "en": (
        "what's the context window of Llama 3.1?",
        "who made BLOOM and when?",
        "params of opt 66b",
        "can I sell a product built on Gemma?",
        "does Vicuna speak Chinese?",
        "largest Meta model",
        "which Meta models have over 400B parameters?",
        "newest Google model that is not gated",
        "compare Falcon 180B and BLOOM",
        "which is newer, Gemma or OPT?",
        "models of Google with longer context than GPT-4",
        "how many models are from Anthropic?",
        "why can't I use OPT commercially?",
        "can I run Llama 3.1 70B on two 3090s in 4-bit?",
        "tell me about Falcon",
        "what is a context window?",
        "what is Vicuna based on?",
        "where do I get the weights of BLOOM?",
        "how many parameters does GPT-4 have?",
        "average size of the Meta models",
    ),
    "zh": (
        "Llama 3.1 的上下文长度是多少？",
        "BLOOM 是谁做的",
        "OPT 66B 有多少参数",
        "Gemma 能商用吗？",
        "Vicuna 支持中文吗",
        "Meta 最大的模型",
        "Meta 的模型里参数超过四千亿的有哪些",
        "谷歌最新的模型",
        "Falcon 180B 和 BLOOM 对比",
        "Gemma 和 OPT 哪个更新？",
        "Anthropic 有几个模型",
        "为什么 OPT 不能商用？",
        "两张3090能跑 Llama 3.1 70B 吗",
        "介绍一下 Falcon",
        "什么是上下文窗口",
        "Vicuna 是基于什么的",
        "BLOOM 在哪里下载",
        "GPT-4 有多少参数",
        "Meta 模型的平均参数量",
        "用 Llama 3.1 要遵守什么",
    ),
}
NOT_UNDERSTOOD = {
    "en": (
        "what's the weather like today?",
        "write me a poem about Falcon",
        "how many parameters does Quixodor have?",
        "which models are loved by penguins?",
        "is Llama 4 better than GPT-5?",
        "I like it",
    ),
    "zh": (
        "今天天气怎么样",
        "给我写一首关于 Falcon 的诗",
        "百川能商用吗",
        "哪些模型受企鹅欢迎",
        "Llama 4 比 GPT-5 好吗",
        "我喜欢",
    ),
}
FUZZY = {
    "en": (
        "what's the contxt window of Lllama 3.1?",
        "does Gemma allow comercial use?",
        "lisence of Flacon 40B",
        "wich models are by Antropic?",
        "how many paramters does Vicunna have",
    ),
    "zh": ("Lllama 3.1 的上下文", "Gemmma 能商用吗", "Flacon 40B 的许可证", "Vicunna 多少参数", "Antropic 有几个模型"),
}
LONG = {
    "en": (
        (
            "Hello, I run a small shop with two colleagues and we have been thinking for a while about what to do with "
            "our customer letters, which pile up every week. What is the context window of Llama 3.1?"
        ),
        (
            "hi there, my manager asked me to find out something for a talk next week, and I have never worked with "
            "any of this before, so please bear with me. Is Gemma free for commercial use?"
        ),
    ),
    "zh": (
        "你好，我开了一家小店，和两个同事一起想了很久该怎么处理每周堆积的客户来信。Llama 3.1 的上下文长度是多少？",
        "您好，领导让我为下周的报告查点资料，我以前从来没有接触过这些东西，请多包涵。Gemma 能商用吗？",
    ),
}
PATHOLOGICAL = {
    "en": (
        "a" * 1_000_000,
        "model " * 150_000,
        "not " * 150 + "open",
        "not " * 150,
        "Apache and " * 79 + "Apache",
        "Apache or " * 60 + "MIT",
        ", ".join(["Falcon"] * 80),
        "larger than " * 75,
        "which " * 150,
        "between 7B and 13B and " * 20,
        "Is Gemma open? " * 8,
        "I have a GPU, " * 30 + "which models fit?",
        "falcn " * 150,
        "(" * 400,
        "have a, " * 40,
        "which model but " * 40,
        "+ but " * 16,
        "which models have exactly 32K of context? " * 8,
    ),
    "zh": (
        "模型" * 500_000,
        "不" * 150,
        "不开源" * 50,
        "开源和" * 50,
        "能商用而且" * 30,
        "一千亿" * 50,
        "比 BLOOM 大" * 40,
        "为什么 vic和" * 30,
        "哪些模型只提供API, " * 16,
    ),
}
_CLASSES: dict[str, Mapping[str, tuple[str, ...]]] = {
    "understood": UNDERSTOOD,
    "not understood": NOT_UNDERSTOOD,
    "fuzzy": FUZZY,
    "long": LONG,
    "pathological": PATHOLOGICAL,
}
CLASSES = {f"{code} {name}": texts for name, by_language in _CLASSES.items() for code, texts in by_language.items()}
"""Language and class -> questions."""
