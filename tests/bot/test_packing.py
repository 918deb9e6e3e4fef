"""An export as a file: plain while it fits, else compressed, else none at all."""

import gzip
import random
from collections.abc import Iterator

from bot.packing import packed

RECORDS = [{"text": "It rained in Tansy. " * 20, "id": number} for number in range(200)]


def test_what_fits_is_sent_as_it_is() -> None:
    with packed(iter(RECORDS), 1_000_000) as found:
        assert found
        assert (found.name, found.records) == ("news.jsonl", 200)
        assert len(found.file.read().splitlines()) == 200


def test_what_fits_only_compressed_is_sent_compressed_and_whole() -> None:
    with packed(iter(RECORDS), 20_000) as found:
        assert found
        assert (found.name, found.records) == ("news.jsonl.gz", 200)
        data = found.file.read()
    assert len(data) <= 20_000
    assert len(gzip.decompress(data).splitlines()) == 200


def test_what_does_not_fit_is_not_read_to_its_end() -> None:
    rng = random.Random(0)
    read = []

    def noise() -> Iterator[dict[str, str]]:
        for number in range(1_000_000):
            read.append(number)
            yield {"text": rng.randbytes(5_000).hex()}

    with packed(noise(), 100_000) as found:
        assert found is None
    assert len(read) < 200
