"""The figures that are not to be fallen below: ``python -m tests.evaluation --write`` writes them."""

import json
from dataclasses import asdict

from tests.evaluation.sets import HERE, Score

NOISE = 2
"""Questions by which a figure may fall: another machine's arithmetic turns one or two at a threshold."""

_FILE = HERE / "baseline.json"


def read() -> dict[str, Score]:
    """Return the baseline, by figure; nothing before the first was written."""
    if not _FILE.exists():
        return {}
    return {name: Score(**score) for name, score in json.loads(_FILE.read_text(encoding="utf-8")).items()}


def write(scores: dict[str, Score]) -> None:
    """Make these figures the baseline."""
    kept = {name: asdict(score) for name, score in scores.items()}
    _FILE.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def fallen(now: dict[str, Score], before: dict[str, Score]) -> list[str]:
    """Return, of each figure that is worse than its baseline by more than noise, a sentence that says so."""
    return [
        f"{name}: {now[name].right} of {now[name].count} are right, {score.right} were."
        for name, score in before.items()
        if now[name].right < score.right - NOISE
    ]
