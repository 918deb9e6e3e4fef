"""The command line, run in this process as ``main`` runs it, in an empty folder of its own."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever JSON held
        return json.loads(self.out)


Dateline = Callable[..., Ran]


@pytest.fixture
def dateline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Dateline:
    """Run ``dateline`` with some words, and maybe something on standard input."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_HOME", raising=False)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words: str | Path, typed: str = "") -> Ran:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        printed = capsys.readouterr()
        return Ran(int(ended.value.code or 0), printed.out, printed.err)

    return run
