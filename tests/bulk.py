"""How fast many articles go in, and what memory that takes: ``python -m tests.bulk FILE --home DIR``.

It runs ``dateline add`` as a person would, and prints while it runs and at its end: articles and paragraphs a
second, and the most memory that it and its child, which builds the index, had at a time. Broken off, it goes on
where it was when it is run again on the same folder. It measures and asserts nothing; machines are noisy.
"""

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from index.library import Library
from index.retrieval.embedding import Embedder

LOOK_S = 0.5
"""How often memory is looked at."""

REPORT_S = 60.0
"""How often it is said how far it is."""

out = Console(highlight=False, soft_wrap=True)


@dataclass
class Seen:
    """The most memory and time of each process, by what it is: ``archive`` stores, ``index`` is its child."""

    memory_mb: dict[str, int] = field(default_factory=dict)
    cpu_s: dict[str, float] = field(default_factory=dict)

    def look(self, pid: int) -> None:
        """Look at a process and its children (/proc is Linux's; elsewhere nothing is seen)."""
        self._take("archive", pid)
        children = Path(f"/proc/{pid}/task/{pid}/children")
        if children.exists():
            for child in children.read_text().split():
                self._take("index", int(child))

    def _take(self, name: str, pid: int) -> None:
        try:
            status = Path(f"/proc/{pid}/status").read_text()
            ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return
        peak = next((line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")), "0")
        self.memory_mb[name] = max(self.memory_mb.get(name, 0), int(peak) // 1024)
        self.cpu_s[name] = (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Add, watch, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--corpus", default="main")
    wanted = parser.parse_args()
    library = Library(wanted.home, Embedder())
    before = library.status(wanted.corpus)
    out.print(f"{before.articles} articles are there, {before.unindexed} of them to be indexed")
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "add", str(wanted.news), "--corpus", wanted.corpus],
        env={**os.environ, "DATELINE_HOME": str(wanted.home)},
    )
    seen, stored_after, told = Seen(), 0.0, started
    while process.poll() is None:
        time.sleep(LOOK_S)
        seen.look(process.pid)
        if "index" not in seen.memory_mb:
            stored_after = time.perf_counter() - started
        if time.perf_counter() - told > REPORT_S:
            told = time.perf_counter()
            now = library.status(wanted.corpus)
            out.print(f"{told - started:7.0f} s  {now.articles} articles stored  {seen.memory_mb} MB")
    whole = time.perf_counter() - started
    after = library.status(wanted.corpus)
    library.close()
    added, paragraphs = after.articles - before.articles, after.paragraphs
    out.print(f"stored      {added} new articles in {stored_after:.0f} s, {added / max(stored_after, 0.1):.0f}/s")
    out.print(
        f"indexed     {after.articles} articles, {paragraphs} paragraphs in {whole - stored_after:.0f} s, "
        f"{paragraphs / max(whole - stored_after, 0.1):.0f} paragraphs/s"
    )
    out.print(f"processor   {', '.join(f'{name} {s:.0f} s' for name, s in seen.cpu_s.items())}")
    out.print(f"memory      {', '.join(f'{name} {mb} MB' for name, mb in seen.memory_mb.items())} at most")
    sys.exit(process.returncode)


if __name__ == "__main__":
    main()
