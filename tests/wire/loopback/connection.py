"""How a client comes to the loopback Discord without knowing: its certificate and its name resolution."""

import socket
import ssl
from collections.abc import Callable

import aiohttp
import trustme
from aiohttp.abc import AbstractResolver, ResolveResult

API = "discord.com"
GATEWAY = "gateway.discord.gg"
RESUME_GATEWAY = "gateway-us-east1-b.discord.gg"
"""The host that a session is resumed at; like Discord's, it is not the one that handed out the session."""
CDN = ("cdn.discordapp.com", "media.discordapp.net")
HOSTS = (API, GATEWAY, RESUME_GATEWAY, *CDN)


class Certificates:
    """A certificate authority that lives as long as the test, and the two sides' TLS settings."""

    def __init__(self) -> None:
        self._authority = trustme.CA()

    def server(self) -> ssl.SSLContext:
        """Return settings that present a certificate for all of Discord's hosts."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._authority.issue_cert(*HOSTS).configure_cert(context)
        return context

    def client(self) -> ssl.SSLContext:
        """Return settings that trust this authority and no other."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._authority.configure_trust(context)
        return context


class Resolver(AbstractResolver):
    """Resolves Discord's hosts to the loopback server, and no other name.

    Args:
        port: The port that the server listens on.
        refused: Called with each name that was asked for and is not Discord's.
    """

    def __init__(self, port: int, refused: Callable[[str], None]) -> None:
        self._port = port
        self._refused = refused

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the loopback address.

        Raises:
            OSError: For a name that is not one of Discord's.
        """
        del port, family
        if host not in HOSTS:
            self._refused(host)
            raise OSError(f"the loopback Discord resolves Discord's hosts only, not {host}")
        return [
            ResolveResult(
                hostname=host,
                host="127.0.0.1",
                port=self._port,
                family=socket.AF_INET,
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST,
            )
        ]

    async def close(self) -> None:
        """Do nothing: there is nothing to close."""


def connector(port: int, context: ssl.SSLContext, refused: Callable[[str], None]) -> aiohttp.TCPConnector:
    """Return a connector with which a client reaches the loopback server under Discord's names.

    Args:
        port: The port that the server listens on.
        context: The client's TLS settings.
        refused: Called with each name that was asked for and is not Discord's.
    """
    return aiohttp.TCPConnector(limit=0, ssl=context, resolver=Resolver(port, refused), use_dns_cache=False)
