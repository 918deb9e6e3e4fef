"""Which addresses may be fetched: public ones, so that nobody can make Dateline ask inside its own network.

An address is checked in two steps. :func:`checked` reads the URL. :class:`GuardedResolver` then looks its name
up, and hands to the connection exactly the addresses that it has checked: a name whose answer changes between a
check and a connection (DNS rebinding) has no such gap to use.
See https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html.
"""

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from index.errors import UnsafeAddress

Address = IPv4Address | IPv6Address

PORTS = frozenset({80, 443})
"""The ports of the web."""

LONGEST_URL = 2_000
"""Characters of an address; RFC 9110 section 4.1 asks for 8,000, and no article has one that long."""

_SHOWN = 120
"""Characters of an address that a message names."""

_UNICAST = IPv6Network("2000::/3")
"""All that is assigned to the public IPv6 Internet
(https://www.iana.org/assignments/ipv6-address-space/ipv6-address-space.xhtml)."""

_NAT64 = IPv6Network("64:ff9b::/96")
"""IPv4 addresses as networks without IPv4 write them (RFC 6052)."""

_NOT_PUBLIC = tuple(
    ip_network(block)
    for block in (
        "192.0.0.0/24",  # protocol assignments; a cloud's metadata are at 192.0.0.192
        "192.88.99.0/24",  # 6to4 relays, withdrawn by RFC 7526
        "168.63.129.16/32",  # a cloud's own services, in every virtual machine of it
        "3fff::/20",  # documentation, RFC 9637
    )
)
"""What ``ipaddress`` of Python 3.11 takes for public and is not
(https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml)."""

_HOST = re.compile(r"[a-z0-9_.-]{1,253}")
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_NUMBER = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$")
"""A host whose last label is a number is an IPv4 address or nothing
(https://url.spec.whatwg.org/#ends-in-a-number-checker); else ``2130706433`` and ``0x7f.1`` lead to loopback."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What may be connected to.

    Attributes:
        ports: The ports.
        also: Addresses beside the public ones, such as those of a test's own server.
    """

    ports: frozenset[int] = PORTS
    also: frozenset[Address] = frozenset()

    def permits(self, address: Address) -> bool:
        """Tell whether an address may be connected to."""
        return address in self.also or is_public(address)


def is_public(address: Address) -> bool:
    """Tell whether an address is one of the public Internet, as is every IPv4 address written inside it.

    Args:
        address: An address, in any of the ways to write IPv4 as IPv6: mapped, 6to4, Teredo, NAT64.
    """
    if isinstance(address, IPv6Address):
        if address.scope_id:
            return False
        inner = _inner(address)
        if inner:
            return all(map(is_public, inner))
        if address not in _UNICAST:
            return False
    if any(address in block for block in _NOT_PUBLIC if block.version == address.version):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _inner(address: IPv6Address) -> tuple[IPv4Address, ...]:
    """List the IPv4 addresses that an IPv6 address stands for or is carried by."""
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    if address.sixtofour:
        return (address.sixtofour,)
    if address.teredo:
        return address.teredo
    if address in _NAT64:
        return (IPv4Address(int(address) & 0xFFFF_FFFF),)
    return ()


def checked(url: str, reach: Reach, *, base: URL | None = None) -> URL:
    """Read a URL and check all of it that can be checked without a network.

    Args:
        url: The URL, as somebody typed it or a server sent it.
        reach: What may be connected to.
        base: The address that it is relative to, if it may be relative.

    Returns:
        The URL without its fragment.

    Raises:
        UnsafeAddress: It is no such URL; the message says why.
    """
    url = url.strip()
    named = shown(url)
    if len(url) > LONGEST_URL:
        raise UnsafeAddress(f"{named} is too long for an address: {len(url)} characters.")
    try:
        if _CONTROL.search(url.partition("?")[0].partition("//")[2].partition("/")[0]) or "\0" in url:
            raise ValueError(url)
        parsed = URL(url) if base is None else base.join(URL(url))
        parsed = parsed.with_fragment(None)
        host = (parsed.raw_host or "").lower()
        str(parsed).encode("ascii")
    except ValueError as error:
        raise UnsafeAddress(f"{named} is not a web address. Give one that begins with https://.") from error
    if parsed.scheme not in ("http", "https"):
        raise UnsafeAddress(f"{named} is not fetched: only http:// and https:// are.")
    if not host:
        raise UnsafeAddress(f"{named} is not a web address: it names no site.")
    if parsed.user is not None or parsed.password is not None:
        raise UnsafeAddress("An address with a user name or a password in it is not fetched. Take them out.")
    if parsed.port not in reach.ports:
        raise UnsafeAddress(
            f"{named} is not fetched: it asks for port {parsed.port}; those of the web are 80 and 443."
        )
    literal = _literal(host, named)
    if literal and not reach.permits(literal):
        raise UnsafeAddress(f"{host} is not a public address; private networks are not fetched from.")
    return parsed


def _literal(host: str, named: str) -> Address | None:
    """Return the address that a host is written as, ``None`` if it is a name.

    Raises:
        UnsafeAddress: It is neither.
    """
    try:
        return ip_address(host)
    except ValueError:
        if not _HOST.fullmatch(host) or _NUMBER.search(host) or ".." in host:
            raise UnsafeAddress(f"{named} is not a web address: its site's name is malformed.") from None
        return None


def not_public(host: str) -> str:
    """Say that a host cannot be reached. It is the same of a name that is nowhere and of one in a private
    network, so that nobody learns from the bot which names its network has.
    """
    return (
        f"{shown(host)} has no public address, or cannot be looked up just now. Check how it is spelled; private "
        "networks are not fetched from."
    )


def shown(url: str) -> str:
    """Return an address as a message names it: at most so long, and without what a terminal would obey."""
    line = "".join(character for character in url if character.isprintable())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


class GuardedResolver(AbstractResolver):
    """Looks names up, and lets nothing through unless each of a name's addresses may be connected to.

    Args:
        names: What really looks them up.
        reach: What may be connected to.
    """

    def __init__(self, names: AbstractResolver, reach: Reach) -> None:
        self._names = names
        self._reach = reach

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the addresses of a name, to which the connection then goes without asking again.

        Raises:
            UnsafeAddress: One of them may not be connected to.
            OSError: The name has none.
        """
        found = await self._names.resolve(host, port, family)
        if not all(self._reach.permits(ip_address(each["host"])) for each in found):
            raise UnsafeAddress(not_public(host))
        return found

    async def close(self) -> None:
        """Close what looks names up."""
        await self._names.close()
