"""What a server answered: whether it can be used, and its body, unpacked as far as the limit."""

import re
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import aiohttp

from index.errors import FetchFailed
from index.news.sources.reach import shown
from index.news.sources.unpack import Unpacker

_CHUNK = 64 * 1024
_SECONDS = re.compile(r"[0-9]{1,9}")
_WANTS_LOGIN = frozenset({401, 402, 403, 407, 451})


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched.

    Attributes:
        url: Where it was in the end, after all redirects.
        status: 200, or 304 when it has not changed since the caller last had it; then it has no data.
        headers: The headers of the answer; their names are in any case.
        data: The body, unpacked.
        kind: Its content type in lower case without parameters; "" if there is none.
        charset: The encoding that the content type names, if it does.
        moved: Whether it has moved to ``url`` for good: it was redirected, each time permanently.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    data: bytes
    kind: str
    charset: str | None
    moved: bool = False


async def taken(
    response: aiohttp.ClientResponse, kinds: Collection[str] | None, most: int, *, cut: bool
) -> Fetched:
    """Take an answer that is no redirect.

    Raises:
        FetchFailed: Its status, its type or its size is not what can be used.
    """
    named = shown(str(response.url))
    if response.status not in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
        raise FetchFailed(
            _refused(named, response.status, response.reason),
            status=response.status,
            retry_after=_retry_after(response.headers.get("Retry-After")),
        )
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if response.status == HTTPStatus.NOT_MODIFIED:
        return Fetched(str(response.url), response.status, response.headers, b"", kind, response.charset)
    if kinds is not None and kind not in kinds:
        raise FetchFailed(
            f"{named} is {'of no stated type' if not kind else shown(kind)}, which is not what is read here.",
            status=response.status,
        )
    data = await _body(response, named, most, cut=cut)
    return Fetched(str(response.url), response.status, response.headers, data, kind, response.charset)


async def _body(response: aiohttp.ClientResponse, named: str, most: int, *, cut: bool) -> bytes:
    """Read a body up to the limit.

    Args:
        response: The answer.
        named: What to call it in a message.
        most: Bytes that are taken.
        cut: Whether a longer one is cut, not refused.

    Raises:
        FetchFailed: It is too large or damaged.
    """
    too_large = FetchFailed(
        f"{named} is larger than {most / 1e6:g} MB, the most that is fetched.", status=response.status
    )
    encoding = response.headers.get("Content-Encoding", "")
    try:
        unpacker = Unpacker(encoding)
    except LookupError:
        raise FetchFailed(f"{named} is packed as {shown(encoding)}, which was not asked for.") from None
    if not cut and (response.content_length or 0) > most:
        raise too_large
    pieces: list[bytes] = []
    sent = whole = 0
    try:
        async for chunk in response.content.iter_chunked(_CHUNK):
            sent += len(chunk)
            pieces.append(unpacker.feed(chunk, most + 1 - whole))
            whole += len(pieces[-1])
            if whole > most or sent > most:
                if cut:
                    return b"".join(pieces)[:most]
                raise too_large
        unpacker.end()
    except (zlib.error, EOFError) as error:
        raise FetchFailed(f"{named} is damaged: it is not {encoding} data, or is cut short.") from error
    return b"".join(pieces)


def _refused(named: str, status: int, reason: str | None) -> str:
    """Say what a server answered instead of a page, and what can be done."""
    told = f"{named} answered {status}{f' ({shown(reason)})' if reason else ''}"
    if status in _WANTS_LOGIN:
        return f"{told}: the site wants a login, or lets no programs in. Save the page, and add the file."
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return f"{told}: there is nothing there. Check the address."
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= 500:
        return f"{told}. Try again later."
    return f"{told}, which is no page."


def _retry_after(value: str | None) -> float | None:
    """Read ``Retry-After``: seconds, or a date (RFC 9110 section 10.2.3)."""
    if not value:
        return None
    if _SECONDS.fullmatch(value.strip()):
        return float(value)
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - datetime.now(UTC)).total_seconds())
