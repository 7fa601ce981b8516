"""Changes all scripted questions in every way and prints what is passed over: `python -m tests.properties.deep [SEED]`.

What a question only tells (I never slept, which is the largest?) may be changed: look at each line.
"""

from __future__ import annotations

import random
import sys

from tests.properties.corpus import questions
from tests.properties.variants import CHANGES, ignores


def main(seed: int) -> None:
    """Try and print."""
    for change in CHANGES:
        chance, tried, passed = random.Random(seed), 0, 0
        for text in questions():
            for variant in change(text, chance):
                tried += 1
                if ignores(text, variant, change):
                    passed += 1
                    sys.stdout.write(f"{variant[0]}\n    as: {text}\n")
        sys.stdout.write(f"{change.__name__}: {passed} of {tried} passed over\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
