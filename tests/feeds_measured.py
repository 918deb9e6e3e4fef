"""Reads every feed below a folder and prints what became of each: ``python -m tests.feeds_measured FOLDER``.

How many entries there should be is counted apart, by ``lxml`` or as JSON. Any exception that is not in the tree of
:mod:`index.errors` ends it with a traceback.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from lxml import etree

from index.errors import BadFeed
from index.news.sources import feed
from index.news.sources.entry import MOST_ENTRIES

SUFFIXES = {".xml", ".rss", ".atom", ".json", ".rdf"}


def expected(data: bytes) -> int | None:
    """How many elements are called item or entry, ``None`` if the document is not well-formed."""
    try:
        if data.lstrip()[:1] == b"{":
            return len(json.loads(data)["items"])
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, KeyError):
        return None
    names = [etree.QName(each).localname.lower() for each in root.iter("*")]
    return sum(name in ("item", "entry") for name in names)


def main() -> int:
    """Print one line for each folder, then what was refused and what fell short.

    Returns:
        1 if a well-formed feed gave fewer entries than it has, else 0.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    refused: list[str] = []
    short: list[str] = []
    for path in sorted(each for each in folder.rglob("*") if each.suffix in SUFFIXES):
        data, name = path.read_bytes(), str(path.relative_to(folder))
        count, wanted = counts[str(path.parent.relative_to(folder))], expected(data)
        count["files"] += 1
        url = f"https://feeds.example/{name}"
        try:
            found = feed.parse(data, url)
        except BadFeed as error:
            count["refused"] += 1
            refused.append(str(error).replace("https://feeds.example/", ""))
            wanted_none = not wanted
        else:
            for entry in found.entries:
                feed.as_article(entry, url, found.title)
            count["entries"] += len(found.entries)
            count["saved with a warning" if found.warnings else "clean"] += 1
            wanted_none = wanted is None or len(found.entries) >= min(wanted, MOST_ENTRIES)
        if not wanted_none:
            short.append(f"{name}: {wanted} in the file")
    columns = ("files", "clean", "saved with a warning", "refused", "entries")
    print(f"{'folder':<44}" + "".join(f"{column:>22}" for column in columns))
    for name, count in [*counts.items(), ("all", sum(counts.values(), Counter()))]:
        print(f"{name:<44}" + "".join(f"{count[column]:>22}" for column in columns))
    print("\nrefused:", *refused, sep="\n  ")
    print("\nwell-formed, but with fewer entries than it has:", *short or ["none"], sep="\n  ")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
