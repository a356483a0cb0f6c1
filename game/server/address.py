"""Where a server is, and what it may be called without giving away how to get in."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal
from urllib.parse import SplitResult, unquote, urlsplit

from game.server.trouble import ServerError

Kind = Literal["postgresql", "xapi"]

_KINDS: dict[str, Kind] = {
    "postgresql": "postgresql",
    "postgres": "postgresql",
    "https": "xapi",
    "http": "xapi",
}
_HIDDEN_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Address:
    """Say where a server is.

    Args:
        kind: PostgreSQL, or a learning record store.
        name: the URL without credentials, to be shown.
        receiver: what the server is called in `sent`: stores that share a URL and differ by
            the key have names of their own.
        url: the whole URL; of a learning record store the one without credentials.
        key: the name under which a learning record store lets us in, if any.
        secret: and its password.
    """

    kind: Kind
    name: str
    receiver: str
    url: str = field(repr=False)
    key: str | None = field(default=None, repr=False)
    secret: str | None = field(default=None, repr=False)


def is_address(text: str) -> bool:
    """Say whether something names a server rather than a file or a folder.

    Args:
        text: what was typed.
    """
    return "://" in text


def shown(text: str) -> str:
    """Write where records are without credentials.

    Args:
        text: the URL of a server, a folder or a file.

    Raises:
        ServerError: the URL cannot be read.
    """
    return read_address(text).name if is_address(text) else text


def read_address(text: str, key: str | None = None, secret: str | None = None) -> Address:
    """Read the URL of a server.

    Args:
        text: the URL.
        key: lets us into a learning record store, where the URL has no name in it.
        secret: and its password.

    Raises:
        ServerError: it is none, or none that is known here; the URL is not in the message.
    """
    scheme, _, _ = text.partition("://")
    kind = _KINDS.get(scheme.lower())
    if kind is None:
        raise ServerError(
            "the address must begin with postgresql:// for PostgreSQL, "
            "or with https:// for a learning record store"
        )
    # A character of a password that ends the part it stands in would show up as a host or a path.
    if text.count("@") > 1 or "@" in text.removeprefix(f"{scheme}://{_place(text)}"):
        raise ServerError(
            "the address cannot be read: in a name or a password, write @ as %40, / as %2F, "
            ": as %3A, # as %23 and ? as %3F"
        )
    return _postgresql(text) if kind == "postgresql" else _xapi(text, key, secret)


def _place(text: str) -> str:
    rest = text.partition("://")[2]
    for end in "/?#":
        rest = rest.partition(end)[0]
    return rest


def _postgresql(text: str) -> Address:
    try:
        from game.server.postgres import place
    except ModuleNotFoundError as error:
        raise ServerError(
            f"PostgreSQL needs the package {error.name}, which comes with "
            "pip install '.[server]' in the project's folder"
        ) from None
    scheme, _, rest = text.partition("://")
    url = f"{scheme.lower()}://{rest}"
    host, port, database = place(url)
    name = f"postgresql://{host}:{port}/{database}"
    return Address("postgresql", name, name, url)


def _xapi(text: str, key: str | None, secret: str | None) -> Address:
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host:
        raise ServerError("the address has no readable host: write https://HOST/PATH")
    if parts.query or parts.fragment:
        raise ServerError("leave out what follows ? or # in the address of the store")
    if parts.username:
        key, secret = unquote(parts.username), unquote(parts.password or "")
    place = f"[{host}]" if ":" in host else host
    place = place if port is None else f"{place}:{port}"
    path = parts.path.rstrip("/").removesuffix("/statements")
    name = SplitResult(parts.scheme, place, path, "", "").geturl()
    if key is None:
        return Address("xapi", name, name, name)
    hidden = sha256(key.encode()).hexdigest()[:_HIDDEN_DIGITS]
    return Address("xapi", name, f"{name}#{hidden}", name, key, secret or "")
