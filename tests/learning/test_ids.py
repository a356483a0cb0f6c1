import uuid
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.learning.ids import (
    CODE_LENGTH,
    CODE_LETTERS,
    SESSION_CODE_LENGTH,
    IdMaker,
    new_code,
    new_session_code,
    read_session_code,
)
from tests.learning.recorded import NOON, noon

SECONDS = st.integers(min_value=-40_000_000, max_value=40_000_000)


@given(rng=st.randoms(use_true_random=False), drift=SECONDS)
def test_an_id_is_a_uuid_of_version_7_that_knows_its_time(rng: Random, drift: int) -> None:
    then = NOON + timedelta(seconds=drift)
    made = uuid.UUID(IdMaker(lambda: then, rng)())
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert datetime.fromtimestamp((made.int >> 80) / 1000, UTC) == then


@given(drifts=st.lists(SECONDS, min_size=2), rng=st.randoms(use_true_random=False))
def test_ids_sort_as_they_were_made_even_when_the_clock_is_set_back(
    drifts: list[int], rng: Random
) -> None:
    times = iter([NOON + timedelta(seconds=drift) for drift in drifts])
    maker = IdMaker(lambda: next(times), rng)
    made = [maker() for _ in drifts]
    assert made == sorted(set(made))


def test_many_ids_of_one_millisecond_differ_and_sort() -> None:
    maker = IdMaker(noon, Random(1))  # noqa: S311
    made = [maker() for _ in range(10_000)]
    assert made == sorted(set(made))
    assert {uuid.UUID(one).version for one in made} == {7}


@given(rng=st.randoms(use_true_random=False))
def test_a_code_has_four_letters_and_neither_vowels_nor_look_alikes(rng: Random) -> None:
    code = new_code(rng, ())
    assert len(code) == CODE_LENGTH == 4
    assert set(code) <= set(CODE_LETTERS)
    assert not set(code) & set("AEIOUYGNQSWZ0123456789")


def test_a_code_that_another_player_has_is_not_drawn_again() -> None:
    first = new_code(Random(7), ())  # noqa: S311
    assert new_code(Random(7), {first}) != first  # noqa: S311


@given(rng=st.randoms(use_true_random=False))
def test_the_code_of_a_session_has_the_same_letters_but_is_longer_than_that_of_a_player(
    rng: Random,
) -> None:
    code = new_session_code(rng, ())
    assert len(code) == SESSION_CODE_LENGTH == 6
    assert set(code) <= set(CODE_LETTERS)
    assert read_session_code(code) == code


def test_a_code_that_another_session_has_is_not_drawn_again() -> None:
    first = new_session_code(Random(7), ())  # noqa: S311
    assert new_session_code(Random(7), {first}) != first  # noqa: S311


@pytest.mark.parametrize("written", ["BCDHJL", "bcdhjl", " bcd hjl\n", "BCD-HJL", "\tBCDHJL\r\n"])
def test_the_code_of_a_session_is_read_as_people_write_it(written: str) -> None:
    assert read_session_code(written) == "BCDHJL"


@pytest.mark.parametrize("written", ["", "BCDH", "BCDHJLM", "BCDHJA", "BCDHJ1", "ซาลิกา", "BCDHJ\0"])
def test_what_is_no_code_of_a_session_is_not_taken_for_one(written: str) -> None:
    assert read_session_code(written) is None


@given(st.text())
def test_any_text_is_a_code_of_a_session_or_none(text: str) -> None:
    code = read_session_code(text)
    assert code is None or (len(code) == SESSION_CODE_LENGTH and set(code) <= set(CODE_LETTERS))
