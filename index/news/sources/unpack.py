"""What a server packed, unpacked piece by piece up to a limit: a few bytes can hold gigabytes."""

import zlib

ACCEPTED = "gzip, deflate"
"""The encodings that are asked for
(https://www.iana.org/assignments/http-parameters/http-parameters.xhtml#content-coding)."""

_GZIP_MAGIC = b"\x1f\x8b"


class Unpacker:
    """Unpacks one body as it comes.

    Args:
        encoding: Its header ``Content-Encoding``.

    Raises:
        LookupError: The encoding is not one that was asked for; several at once are not.
    """

    def __init__(self, encoding: str) -> None:
        self._kind = encoding.strip().lower().removeprefix("x-") or "identity"
        if self._kind not in ("identity", "gzip", "deflate"):
            raise LookupError(encoding)
        self._stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._begun = False

    def feed(self, data: bytes, room: int) -> bytes:
        """Return what more bytes unpack to, of it at most the first ``room`` bytes.

        Raises:
            zlib.error: They are not packed as the encoding says.
        """
        if self._kind == "identity":
            return data[:room]
        if not self._begun and self._kind == "deflate" and data:
            # Deflate has a header by RFC 9110, and servers that leave it out.
            self._stream = zlib.decompressobj(zlib.MAX_WBITS if data[0] & 0xF == 8 else -zlib.MAX_WBITS)
        self._begun = self._begun or bool(data)
        pieces: list[bytes] = []
        while data and room > 0:
            if self._stream.eof:
                if not data.startswith(_GZIP_MAGIC):  # padding
                    break
                self._stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
            pieces.append(self._stream.decompress(data, room))
            room -= len(pieces[-1])
            data = self._stream.unused_data
        return b"".join(pieces)

    def end(self) -> None:
        """Take note that no more bytes come.

        Raises:
            EOFError: There should have been more.
        """
        if self._begun and not self._stream.eof:
            raise EOFError
