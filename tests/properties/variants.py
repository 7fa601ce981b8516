"""Questions changed in what they mean: a word turned round, another figure, a negation, a word or name nobody knows.

An answer may differ then, or there is none. The same reading is a fault, unless the answer names the word as not used.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from chatbot.datatypes.query import Check, Claims, Define, Describe, Difference, Meta, Query
from tests.properties.corpus import is_chinese
from tests.shipped import shipped

Variant = tuple[str, str]
"""The changed question, and the word that was put in."""
Change = Callable[[str, random.Random], Iterator[Variant]]


def _listed(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.split(";"))


PAIRS = """
    more/less bigger/smaller larger/smaller longer/shorter newer/older higher/lower most/fewest biggest/smallest
    largest/smallest longest/shortest newest/oldest highest/lowest latest/earliest over/under above/below before/after
    since/until with/without allow/forbid allows/forbids allowed/forbidden permitted/prohibited gated/ungated
    disclosed/undisclosed at_least/at_most or_more/or_less or_later/or_earlier including/excluding minimum/maximum
"""
CHINESE_PAIRS = """
    以上/以下 超过/不超过 超过/少于 之前/之后 以前/以后 早于/晚于 大于/小于 多于/少于
    高于/低于 不少于/不多于 至少/至多 最大/最小
    最长/最短 最新/最早 更大/更小 更长/更短 允许/不允许 允许/禁止 不到/超过 不超过/不低于 最高/最低
"""
NEGATIONS = ("not", "never", "no", "without")
CHINESE_NEGATIONS = ("不", "不是", "没有", "非")
STRANGERS = _listed("""
    with a warranty card; that my boss likes; for under $5; certified by TÜV; that support Kubernetes;
    with a dark mode; made of wood; for cats; with insurance; endorsed by NASA; that are vegan;
    loved by developers; which won an award; hosted in Finland; with low latency; with a 5 star rating;
    cheaper than 10 euros; excluding weekends; with a mascot; trained by volunteers; on solar power;
    with no bugs; except on Sundays; that fit in my pocket; downloaded over a million times
""")
CHINESE_STRANGERS = _listed("""
    老板喜欢的; 五块钱以内的; 带保修的; 经过TÜV认证的; 蓝色的; 会唱歌的; 便宜的;
    获过奖的; 最近很火的; 支持微信的; 下载量过百万的; 评分4.5以上的; 带吉祥物的; 素食的;
    口碑好的; 打八折的; 没有漏洞的; 木头做的; 上过新闻的; 画家
""")
NEIGHBOURS = _listed("""
    GPT-5; GPT-4.1; GPT-3.5; Llama 4; Llama 2; Llama 3.2; Llama 3.1 13B; Gemma 4; Gemma 9B;
    Falcon 3; Falcon 90B; Mixtral 8x22B; Mistral 9B; Mistral Large 3; Mistral 7B v0.4;
    Qwen 2; Phi-3; 通义千问; 百川; OPT-200B; OPT-1.5B; BLOOM-2; BLOOM 7B2; Vicuna 65B;
    Vicuna 13B v1.6; Claude 4; Claude 3.5 Sonnet; GPT-NeoX 30B; GPT-Neo 2.7B; GPT-J;
    DeepSeek V3; MPT-30B; CodeLlama; 文心一言; 豆包
""")
NAME = re.compile(
    r"(?i)(?<![a-z0-9])(llama[- ]?3\.1(?:[- ]?(?:8b|70b|405b))?|falcon[- ](?:180b|40b|7b)"
    r"|bloom[- ](?:176b|7b1|3b)|gemma[- ]?(?:7b|2b)"
    r"|opt[- ](?:175b|66b|30b)|mistral 7b(?: v0\.[123])?|mixtral(?:[- ]8x7b)?|vicuna[- ](?:7b|13b)(?:[- ]v1\.[135])?"
    r"|gpt-4o?|claude 3(?: opus| sonnet| haiku)?|gpt-neox(?:-20b)?)(?![a-z0-9.])"
)
END = "?!.？！。… 吗呢呀啊"


def _swapped(pairs: str) -> list[tuple[str, str]]:
    both = [(pair.replace("_", " ")).split("/") for pair in pairs.split()]
    return [(left, right) for left, right in both] + [(right, left) for left, right in both]


def duals(text: str, _: random.Random) -> Iterator[Variant]:
    """Turn one word of a pair round."""
    chinese = is_chinese(text)
    for old, new in _swapped(CHINESE_PAIRS if chinese else PAIRS):
        pattern = re.escape(old) if chinese else rf"(?i)(?<![a-z'-]){re.escape(old)}(?![a-z'-])"
        for found in re.finditer(pattern, text):
            yield text[: found.start()] + new + text[found.end() :], new


def figures(text: str, _: random.Random) -> Iterator[Variant]:
    """Write another number."""
    for found in re.finditer(r"(?<![\w.])\d+(?:\.\d+)?", text):
        number = found.group()
        new = str(int(number) - 1) if re.fullmatch(r"20\d\d", number) else f"{float(number) * 3 + 1:g}"
        yield text[: found.start()] + new + text[found.end() :], new


def denials(text: str, chance: random.Random) -> Iterator[Variant]:
    """Put a negation before a word."""
    if is_chinese(text):
        word, place = chance.choice(CHINESE_NEGATIONS), chance.randrange(len(text))
        yield text[:place] + word + text[place:], word
        return
    words, word = text.split(" "), chance.choice(NEGATIONS)
    place = chance.randrange(1, len(words)) if len(words) > 1 else 0
    yield " ".join([*words[:place], word, *words[place:]]), word


def strangers(text: str, chance: random.Random) -> Iterator[Variant]:
    """Put a condition in that the catalog knows nothing of."""
    body = text.rstrip(END)
    if is_chinese(text):
        word = chance.choice(CHINESE_STRANGERS)
        for found in re.finditer("模型", text):
            yield text[: found.start()] + word + text[found.start() :], word
        return
    word = chance.choice(STRANGERS)
    yield f"{body} {word}{text[len(body) :]}", word
    for found in re.finditer(r"\bmodels?\b", text):
        yield f"{text[: found.end()]} {word}{text[found.end() :]}", word


def neighbours(text: str, chance: random.Random) -> Iterator[Variant]:
    """Name another model than one of the catalog."""
    for found in NAME.finditer(text):
        word = chance.choice(NEIGHBOURS)
        yield text[: found.start()] + word + text[found.end() :], word


def reads(text: str) -> tuple[str, list[Query], list[dict[str, object]], str]:
    """Return the status, the queries, their normal forms, and the words that the answer names as not used."""
    turn = shipped().ask(text)
    queries = [part.query for part in turn.outcome.parts]
    return turn.outcome.status, queries, list(map(shipped().query_form, queries)), " ".join(turn.outcome.unexplained)


ANY_WAY = (Difference, Meta, Define, Describe)
"""Queries that a word turned round leaves as they are: how much smaller or bigger has one answer."""


def ignores(text: str, variant: Variant, change: Change) -> bool:
    """Say whether a changed question is read as the one it was made of, with no word about it."""
    status, queries, forms, _ = reads(text)
    told = (Check, Claims, *ANY_WAY) if change is denials else ANY_WAY
    if status != "read" or any(isinstance(query, told) for query in queries):
        return False
    changed, word = variant
    now, _, others, unused = reads(changed)
    if now != "read" or changed == text:
        return False
    if any(part in unused for part in re.findall(r"[\w.]{3,}|[\u4e00-\u9fff]", word)):
        return False
    return change is neighbours or others == forms


CHANGES: tuple[Change, ...] = (duals, figures, denials, strangers, neighbours)
