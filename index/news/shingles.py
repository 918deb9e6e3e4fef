"""Whether two texts are nearly the same: their word shingles, and a sketch of them that is looked up by parts.

Shingles are runs of words that overlap; two texts are as much alike as the share of shingles they have in common
(A. Z. Broder, On the resemblance and containment of documents, 1997). A MinHash keeps of each text a few smallest
hashes, which agree as often as the texts do; cut into bands, it is found again by any band that is equal
(J. Leskovec, A. Rajaraman, J. Ullman, Mining of Massive Datasets, chapter 3).
"""

import hashlib
import re
from functools import lru_cache

from datasketch import MinHash

from index.news.article import Article
from index.news.words import fold

SHINGLE_WORDS = 5
"""Words in a shingle: a run of five seldom recurs by chance in texts as short as news."""

NEAR = 0.5
"""The Jaccard similarity of shingles from which on two texts are called near-duplicates."""

ROWS = 3
BANDS = 24
"""Hashes in a band, and bands. Two texts of similarity s share a band with probability 1 − (1 − s³)²⁴: 96 % at
``NEAR``, 99.7 % at 0.6, and 0.02 % at 0.02, which is more than unrelated news have in common. Two rows would make
chance meetings fifty times as frequent, four would need 47 bands to find as many, each a row in the archive."""

SEED = 1
"""Of the permutations of the hashes. Stored bands are compared with new ones, so it never changes."""

_WORD = re.compile(r"[^\W_]+")


def shingles(text: str) -> frozenset[str]:
    """Return the runs of ``SHINGLE_WORDS`` words of a text, case, accents and punctuation aside.

    A shorter text is one shingle; a text without a word has none.
    """
    found = _WORD.findall(fold(text))
    last = max(1, len(found) - SHINGLE_WORDS + 1)
    return frozenset(" ".join(found[start : start + SHINGLE_WORDS]) for start in range(last)) - {""}


def shingles_of(article: Article) -> frozenset[str]:
    """Return the shingles of an article's paragraphs, without its headline, which others write anew."""
    return shingles(" ".join(paragraph.text for paragraph in article.paragraphs))


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Return what share of all shingles of two texts is in both, in [0, 1]."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def containment(one: frozenset[str], other: frozenset[str]) -> float:
    """Return what share of the shingles of ``one`` is in ``other`` too, in [0, 1]."""
    return len(one & other) / len(one) if one else 0.0


def bands(found: frozenset[str]) -> tuple[int, ...]:
    """Return a hash for each band of the MinHash of some shingles; texts alike have one in common.

    Args:
        found: The shingles of a text.

    Returns:
        ``BANDS`` signed integers of 64 bits, which no two bands share by their place; none for an empty text.
    """
    if not found:
        return ()
    sketch = _blank().copy()
    sketch.update_batch([each.encode() for each in found])
    rows = sketch.hashvalues.astype(">u4").reshape(BANDS, ROWS)
    return tuple(_hash(band, row.tobytes()) for band, row in enumerate(rows))


def _hash(band: int, row: bytes) -> int:
    digest = hashlib.blake2b(bytes([band]) + row, digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


@lru_cache(maxsize=1)
def _blank() -> MinHash:
    """Return an empty sketch; drawing its permutations takes longer than filling it."""
    return MinHash(num_perm=BANDS * ROWS, seed=SEED)
