"""The rules of the house that a command can hold: who imports whom."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def imported_by(folder: str) -> dict[str, set[str]]:
    """The top-level packages that each file below ``folder`` imports, by file."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / folder).rglob("*.py"):
        names: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add((node.module or "").split(".")[0])
        found[str(path.relative_to(ROOT))] = names
    return found


@pytest.mark.parametrize(
    ("folder", "stranger"),
    [
        ("index", "bot"),
        ("index", "discord"),
        ("bot/answering", "discord"),
        ("bot/cli", "discord"),
        ("bot", "tests"),
    ],
)
def test_a_room_never_imports_a_stranger(folder: str, stranger: str) -> None:
    files = imported_by(folder)
    assert files
    assert [path for path, names in files.items() if stranger in names] == []
