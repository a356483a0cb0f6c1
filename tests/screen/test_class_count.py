"""Hands are counted, most of them decide, and every entry can be taken back."""

from hypothesis import given
from hypothesis import strategies as st

from game.screen.class_count import MOST, Count

ANSWERS = ("a", "b", "c")
ENTRIES = st.lists(
    st.tuples(st.sampled_from(ANSWERS), st.sampled_from(["more", "less", "put"]), st.integers())
)


def entered(count: Count, answer: str, how: str, hands: int) -> Count:
    if how == "put":
        return count.put(answer, hands)
    return count.more(answer, 1 if how == "more" else -1)


def test_no_answer_has_hands_at_first_and_none_leads() -> None:
    count = Count.of(ANSWERS)
    assert (count.hands, count.total, count.most, count.majority) == ((0, 0, 0), 0, (), None)
    assert not count.tied
    assert count.back() is count


def test_most_hands_decide() -> None:
    count = Count.of(ANSWERS).put("a", 5).put("b", 9).put("c", 14)
    assert (count.total, count.majority, count.tied) == (28, "c", False)


def test_on_a_tie_nobody_decides() -> None:
    count = Count.of(ANSWERS).put("a", 5).put("b", 9).put("c", 9)
    assert (count.most, count.majority, count.tied) == (("b", "c"), None, True)


def test_there_are_never_fewer_than_no_hands_nor_more_than_can_be_shown() -> None:
    count = Count.of(ANSWERS)
    assert count.more("a", -1) is count
    assert count.put("a", 10_000).hands_for("a") == MOST


def test_voting_again_puts_all_hands_down_and_can_be_taken_back() -> None:
    count = Count.of(ANSWERS).put("a", 5).put("b", 5)
    assert count.again().hands == (0, 0, 0)
    assert count.again().back() == count
    assert Count.of(ANSWERS).again().before is None


@given(ENTRIES)
def test_taking_everything_back_leads_to_the_beginning_by_the_same_way(
    entries: list[tuple[str, str, int]],
) -> None:
    count = Count.of(ANSWERS)
    way = [count]
    for entry in entries:
        count = entered(count, *entry)
        if count is not way[-1]:
            way.append(count)
        assert count.total == sum(count.hands)
        assert (count.majority is None) == (len(count.most) != 1)
    for before in reversed(way[:-1]):
        count = count.back()
        assert count == before
    assert count.back() is count
