"""Which generation of a corpus is live, who is reading it, and how the next one takes its place."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from index.errors import IndexBroken
from index.store.generation import Generation, read_manifest, write_atomically

_POINTER = "live"


class _Held:
    """An open generation and the number of queries that are reading it."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        self.leases = 0
        self.retired = False


class Generations:
    """The generations of one corpus: numbered folders, and a pointer file that names the live one.

    Chroma fails queries that run while it is closed. So a query takes a lease, and a generation that was
    replaced is closed, and its folder removed, when its last lease ends.

    Args:
        folder: The folder that holds them.
        opener: Opens the generation in a folder.
    """

    def __init__(self, folder: Path, opener: Callable[[Path], Generation]) -> None:
        self._folder = folder
        self._opener = opener
        self._lock = Lock()
        self._held: _Held | None = None

    @contextmanager
    def lease(self) -> Iterator[Generation]:
        """The live generation, open for as long as the context lasts; an empty one if there is none yet.

        Raises:
            IndexBroken: It cannot be opened.
            ModelMismatch: Another model made it.
        """
        with self._lock:
            if self._held is None:
                folder = self.live_folder()
                if folder is None:
                    folder = self._new_folder()
                    self._held = _Held(self._opener(folder))
                    write_atomically(self._folder / _POINTER, folder.name)
                else:
                    self._held = _Held(self._opener(folder))
            held = self._held
            held.leases += 1
        try:
            yield held.generation
        finally:
            with self._lock:
                held.leases -= 1
                self._close_if_done(held)

    def live_folder(self) -> Path | None:
        """Return the folder of the live generation, ``None`` if there is none."""
        try:
            return self._folder / (self._folder / _POINTER).read_text()
        except FileNotFoundError:
            return None

    def next_folder(self, model: str) -> Path:
        """Return the folder to build the next generation in: an unfinished one of this model, or a new one."""
        live = self.live_folder()
        for folder in self._folders():
            if folder != live and _is_of(folder, model):
                return folder
        return self._new_folder()

    def flip(self, generation: Generation) -> None:
        """Make ``generation`` the live one; the one before goes when its last query ends."""
        with self._lock:
            write_atomically(self._folder / _POINTER, generation.folder.name)
            self._replace(_Held(generation))

    def remove(self) -> None:
        """Remove every generation, the live one when its last query ends; the next lease begins anew."""
        with self._lock:
            (self._folder / _POINTER).unlink(missing_ok=True)
            self._replace(None)
            if not self._folders():
                shutil.rmtree(self._folder, ignore_errors=True)

    def discard(self, folder: Path) -> None:
        """Remove a generation that is not live and not open."""
        shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """Close the live generation if nobody reads it; the next lease opens it again."""
        with self._lock:
            if self._held and not self._held.leases:
                self._held.generation.close()
                self._held = None

    def _replace(self, held: _Held | None) -> None:
        """Hold another generation, or none; the one before goes when its last query ends, others at once."""
        before, self._held = self._held, held
        if before:
            before.retired = True
            self._close_if_done(before)
        kept = [each.generation.folder for each in (held, before) if each and (each is held or each.leases)]
        for folder in self._folders():
            if folder not in kept:
                shutil.rmtree(folder)

    def _close_if_done(self, held: _Held) -> None:
        if held.retired and not held.leases:
            held.generation.close()
            shutil.rmtree(held.generation.folder)

    def _folders(self) -> list[Path]:
        return sorted(each for each in self._folder.glob("*") if each.is_dir())

    def _new_folder(self) -> Path:
        last = max((int(each.name) for each in self._folders() if each.name.isdecimal()), default=0)
        folder = self._folder / f"{last + 1:06}"
        folder.mkdir(parents=True)
        return folder


def _is_of(folder: Path, model: str) -> bool:
    try:
        manifest = read_manifest(folder)
    except IndexBroken:
        return False
    return manifest is not None and manifest.model == model
