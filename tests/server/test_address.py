"""A server's address is read, and what lets one in is shown nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.server.address import is_address, read_address
from game.server.trouble import ServerError

SECRETS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=8)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("https://lrs.example/xAPI", "https://lrs.example/xAPI"),
        ("https://LRS.example:8443/data/xAPI/", "https://lrs.example:8443/data/xAPI"),
        ("HTTPS://key:secret@lrs.example/xAPI/statements", "https://lrs.example/xAPI"),
        ("http://[::1]:8100/xAPI", "http://[::1]:8100/xAPI"),
        ("postgresql://u:p@db.example/sarika", "postgresql://db.example:5432/sarika"),
        ("postgres://db:6432/sarika?sslmode=require", "postgresql://db:6432/sarika"),
        ("PostgreSQL://u@db/sarika?password=secret", "postgresql://db:5432/sarika"),
        ("postgresql:///sarika?host=/run/postgresql", "postgresql:///run/postgresql:5432/sarika"),
    ],
)
def test_a_server_is_called_by_its_place(text: str, name: str) -> None:
    assert read_address(text).name == name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("records", "must begin with"),
        ("mysql://host/database", "must begin with"),
        ("https://", "no readable host"),
        ("https:///xAPI", "no readable host"),
        ("https://lrs.example:port/xAPI", "no readable host"),
        ("https://[::1/xAPI", "no readable host"),
        ("https://lrs.example/xAPI?key=secret", "leave out"),
        ("https://lrs.example/xAPI#secret", "leave out"),
        ("https://key:sec@ret@lrs.example/xAPI", "write @ as %40"),
        ("https://key:sec/ret@lrs.example/xAPI", "write @ as %40"),
        ("postgresql://user:sec@ret@db/sarika", "write @ as %40"),
        ("postgresql://user:sec/ret@db/sarika", "write @ as %40"),
        ("postgresql://user:sec#ret@db/sarika", "write @ as %40"),
        ("postgresql://user:sec?ret@db/sarika", "write @ as %40"),
        ("postgresql://user:sec%ret@db/sarika", "cannot be read"),
        ("postgresql://user:secret@db:port/sarika?what=secret", "cannot be read"),
        ("postgresql://user:secret@db", "names no database"),
    ],
)
def test_what_is_no_address_is_said_in_one_line_without_secrets(text: str, said: str) -> None:
    with pytest.raises(ServerError, match=said) as caught:
        read_address(text)
    assert "\n" not in str(caught.value)
    for secret in ("sec", "ret", "key"):
        assert secret not in str(caught.value)


@given(secret=SECRETS, scheme=st.sampled_from(("https", "postgresql")))
def test_a_password_is_shown_nowhere_however_it_was_typed(secret: str, scheme: str) -> None:
    try:
        address = read_address(f"{scheme}://user:{secret}@host/place")
    except ServerError as error:
        shown = str(error)
    else:
        shown = repr(address) + address.name + address.receiver
    assert secret not in shown


def test_keys_that_share_a_store_are_told_apart_and_not_shown() -> None:
    url = "https://lrs.example/xAPI"
    one, other = (read_address(url, key, "secret") for key in ("hidden1", "hidden2"))
    assert one.receiver != other.receiver
    assert one.name == other.name
    assert "hidden" not in one.receiver
    again = read_address("https://hidden1:changed@lrs.example/xAPI")
    assert again.receiver == one.receiver


def test_a_name_in_the_address_comes_before_one_that_is_handed_in() -> None:
    address = read_address("https://k%3Aey:s%40cret@lrs.example/xAPI", "another", "one")
    assert (address.key, address.secret) == ("k:ey", "s@cret")


@pytest.mark.parametrize(
    ("text", "server"),
    [("https://x", True), ("postgresql://x", True), ("/data", False), ("C:\\data", False)],
)
def test_a_server_is_told_from_a_folder(text: str, *, server: bool) -> None:
    assert is_address(text) is server
