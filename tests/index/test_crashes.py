"""What is left when a process is killed: nothing is lost, and the next start puts everything right."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from index.library import Library
from index.news.sources import files
from index.retrieval.embedding import Embedder
from index.store.database import FILE_NAME
from index.store.generation import STEP
from tests.stories import found, harbour_story, put

ARTICLES = 160
KILLS = int(os.environ.get("KILLS", "3"))
"""`KILLS=20 pytest tests/index/test_crashes.py` tries harder than the suite has time for."""

pytestmark = pytest.mark.slow


def dateline(home: Path, *words: str) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "DATELINE_HOME": str(home)}
    return subprocess.Popen([sys.executable, "-m", "bot", *words], env=environment, stderr=subprocess.PIPE)


def kill_after(process: "subprocess.Popen[bytes]", seconds: float) -> bool:
    """Kill a process with SIGKILL after a while; tell whether it was still running."""
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return True
    return False


def done(home: Path) -> int:
    """How far an import is: articles stored, and articles indexed."""
    try:
        with closing(sqlite3.connect(f"file:{home / FILE_NAME}?mode=ro", uri=True)) as archive:
            (stored,) = archive.execute("SELECT count(*) FROM article").fetchone()
    except sqlite3.OperationalError:  # it is just being made
        return 0
    manifests = (home / "index" / "main").glob("*/manifest.json")
    return int(stored) + max((int(json.loads(each.read_text())["applied"]) for each in manifests), default=0)


def test_a_killed_add_is_finished_by_running_it_again(tmp_path: Path, embedder: Embedder) -> None:
    stories = [harbour_story(number) for number in range(ARTICLES)]
    lines = [json.dumps({"id": s.external_id, "title": s.title, "text": s.text, "date": s.date}) for s in stories]
    news = tmp_path / "news.jsonl"
    news.write_text("\n".join(lines))
    home = tmp_path / "home"
    moments = sorted(random.Random(20250516).sample(range(1, 2 * ARTICLES - STEP), KILLS))
    for moment in moments:
        process = dateline(home, "add", str(news))
        while done(home) < moment:
            assert process.poll() is None, process.communicate()
            time.sleep(0.01)
        assert kill_after(process, 0)
    last = dateline(tmp_path / "home", "add", str(news))
    _, said = last.communicate()
    assert last.returncode == 0, said.decode()

    undisturbed = Library(tmp_path / "undisturbed", embedder)
    list(undisturbed.add(files.read(news), corpus="main"))
    library = Library(tmp_path / "home", embedder)
    library.own("a test")
    assert library.archive.articles("main") == undisturbed.archive.articles("main")
    undisturbed.close()
    assert library.archive.count("main") == ARTICLES
    assert library.archive.journal.count("main", after=0) == ARTICLES
    assert library.indexes.unindexed("main") == 0
    library.indexes.check("main")
    for article in library.archive.articles("main"):
        first = article.paragraphs[0].text
        assert first in found(library, first)
    library.close()


def test_a_killed_reindex_leaves_the_old_index_answering(tmp_path: Path, embedder: Embedder) -> None:
    home = tmp_path / "home"
    library = Library(home, embedder)
    library.own("a test")
    put(library, [harbour_story(number) for number in range(60)])
    library.close()
    rng = random.Random(1605)
    for _ in range(KILLS):
        process = dateline(home, "reindex")
        while process.poll() is None and len(_generations(home)) < 2:
            time.sleep(0.02)
        kill_after(process, rng.uniform(0.0, 1.5))
        library = Library(home, embedder)
        library.own("a test")
        assert "Kestrel41 " in found(library, "Kestrel41")[0]
        library.indexes.check("main")
        library.close()
    finished = dateline(home, "reindex")
    finished.communicate()
    assert finished.returncode == 0
    assert len(_generations(home)) == 1


def test_the_lock_of_a_killed_owner_is_free(tmp_path: Path, embedder: Embedder) -> None:
    owner = dateline(tmp_path / "home", "demo")
    while not (tmp_path / "home" / "owner.json").exists():
        assert owner.poll() is None
        time.sleep(0.05)
    owner.kill()
    owner.communicate()
    library = Library(tmp_path / "home", embedder)
    library.own("a test")
    library.close()


def _generations(home: Path) -> list[Path]:
    return [each for each in (home / "index" / "main").iterdir() if each.is_dir()]
