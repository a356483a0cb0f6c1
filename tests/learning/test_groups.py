from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.learning import counts, measures
from game.learning.events import QUICK_EYES, Event, Happening, Judged, Occasion, RoundBegun
from game.learning.groups import FEWEST_PLAYERS, Group, Share, Spotting, group, verdict
from game.learning.measures import Detection, Estimate
from tests.learning.recorded import chose, ended, judged, okay, play, shown, wait

PLAYERS = "abcdefgh"
TRICKS = ("gifts", "secrecy", "too_fast")


def of(player: str, events: Iterable[Event]) -> list[Event]:
    """Make events those of another player, and their plays that player's own."""
    return [replace(event, player=player, play=f"{player}-{event.play}") for event in events]


def of_all(players: Iterable[str], *what: Happening) -> list[Event]:
    """Let every player do the same."""
    return [event for player in players for event in of(player, play("p", *what))]


def round_of(
    occasion: Occasion, hits: int, false_alarms: int, *, of_each: int = 4, practice: bool = False
) -> list[Event]:
    """Make a round in which that many of the unsafe and of the safe items are not called okay."""
    unsafe = [wait(f"{occasion}-u{n}", "gifts") for n in range(hits)]
    unsafe += [okay(f"{occasion}-u{n}", "gifts") for n in range(hits, of_each)]
    safe = [wait(f"{occasion}-s{n}") for n in range(false_alarms)]
    safe += [okay(f"{occasion}-s{n}") for n in range(false_alarms, of_each)]
    answers = [replace(answer, practice=practice) for answer in unsafe + safe]
    begun = RoundBegun(occasion, 1, tuple(answer.item for answer in answers), practice)
    return play(occasion, begun, *answers, story=QUICK_EYES)[1:]


def said(events: Iterable[Event]) -> Group:
    found = group(events)
    assert found is not None
    return found


def shares(found: Group) -> list[list[object]]:
    """List the tables of a group, each with what is in its cells."""
    return [
        [trick.found for trick in found.tricks.values() if trick.found],
        [trick.named for trick in found.tricks.values() if trick.named],
        [trick.alarmed for trick in found.tricks.values() if trick.alarmed],
        list(found.acts.values()),
        list(found.whom.values()),
    ]


ITEMS = st.integers(0, 11).map(lambda n: (f"{n:08x}", TRICKS[: n % 3]))
JUDGEMENTS = st.builds(
    lambda item, verdict, trick, practice: replace(
        judged(item[0], verdict, item[1], trick if verdict == "wait" else None, practice=practice),
        looks_like=() if item[1] else ("gifts",),
    ),
    ITEMS,
    st.sampled_from(("okay", "wait")),
    st.sampled_from((None, *TRICKS)),
    st.booleans(),
)
HAPPENINGS = st.one_of(
    JUDGEMENTS,
    ITEMS.map(lambda item: shown(item[0], *item[1])),
    st.just(ended()),
    st.builds(
        lambda number, act, whom, practice: replace(
            chose(str(number), act, whom if act == "tell" else None, practice=practice),
            number=number,
        ),
        st.integers(0, 3),
        st.sampled_from(("tell", "keep", "risky", "carry_on")),
        st.sampled_from(("parent", "friend", "teacher", "police")),
        st.booleans(),
    ),
)
PLAYS = st.lists(
    st.tuples(st.sampled_from(PLAYERS), st.sampled_from("pq"), st.lists(HAPPENINGS, max_size=8)),
    max_size=20,
)
Plays = Sequence[tuple[str, str, Sequence[Happening]]]


def played(plays: Plays) -> list[Event]:
    return [e for player, name, what in plays for e in of(player, play(name, *what))]


def by_player(events: Iterable[Event]) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(event.player, []).append(event)
    return found


# Who is in it, and what counts


def test_nothing_is_said_of_fewer_than_5_players() -> None:
    assert group([]) is None
    assert group(of_all("abcd", okay("1", "gifts"), okay("2"))) is None
    assert said(of_all("abcde", okay("1", "gifts"), okay("2"))).players == 5


def test_who_only_looked_is_not_counted_as_a_player() -> None:
    four = of_all("abcd", okay("1", "gifts"), okay("2"))
    assert group(four + of_all("e", shown("1", "gifts"))) is None
    assert group(four + of_all("e", okay("1", "gifts", practice=True))) is None


@given(plays=PLAYS)
def test_a_group_is_the_sum_of_what_counts_for_its_players(plays: Plays) -> None:
    events = played(plays)
    each = [counts.counts(own) for own in by_player(events).values()]
    found = group(events)
    judging = [one for one in each if one.unsafe or one.safe]
    if found is None or not isinstance(found.spotting, Spotting):
        few = len(judging) < FEWEST_PLAYERS
        one_sided = not any(one.unsafe for one in each) or not any(one.safe for one in each)
        assert few or one_sided
        return
    assert found.spotting.players == len(judging)
    assert found.spotting.hits == sum(one.hits for one in each)
    assert found.spotting.unsafe == sum(one.unsafe for one in each)
    assert found.spotting.false_alarms == sum(one.false_alarms for one in each)
    assert found.spotting.safe == sum(one.safe for one in each)
    for trick, cell in found.tricks.items():
        own = [one.tricks[trick] for one in each if trick in one.tricks]
        if isinstance(cell.found, Share):
            assert cell.found.players == len(own)
            assert cell.found.count == sum(one.found for one in own)
            assert cell.found.of == sum(one.found + one.missed for one in own)
        if isinstance(cell.named, Share):
            assert cell.named.count == sum(one.named for one in own)


@given(plays=PLAYS, mix=st.randoms())
def test_how_the_events_of_different_players_are_mixed_changes_nothing(
    plays: Plays, mix: Random
) -> None:
    events = played(plays)
    own = {player: iter(theirs) for player, theirs in by_player(events).items()}
    turns = [event.player for event in events]
    mix.shuffle(turns)
    assert group(next(own[player]) for player in turns) == group(events)


@given(plays=PLAYS)
def test_no_cell_is_of_fewer_than_5_players_and_none_can_be_had_from_the_others(
    plays: Plays,
) -> None:
    found = group(played(plays))
    if found is None:
        return
    tables = shares(found)
    if found.acting:
        tables.append([found.acting])
    for cells in tables:
        for cell in cells:
            size = cell.players if isinstance(cell, Share) else cell
            assert cell == "hidden" or (isinstance(size, int) and size >= FEWEST_PLAYERS)
        assert len(cells) == 1 or cells.count("hidden") != 1
    if isinstance(found.spotting, Spotting):
        assert found.spotting.players >= FEWEST_PLAYERS


def test_rates_have_wilsons_intervals_and_d_prime_is_that_of_the_sums() -> None:
    found = said(of_all("abcde", wait("1", "gifts"), okay("2", "gifts"), okay("3"))).spotting
    assert isinstance(found, Spotting)
    assert found.hit_rate == measures.wilson(5, 10)
    assert found.false_alarm_rate == measures.wilson(0, 5)
    assert found.detection == measures.detection(5, 5, 0, 5)


def test_where_only_one_kind_was_judged_nothing_is_said_of_telling_apart() -> None:
    assert said(of_all("abcde", wait("1", "gifts"))).spotting is None


def test_a_trick_has_what_was_found_and_named_and_what_only_looks_like_it() -> None:
    alike = replace(wait("3"), looks_like=("gifts",))
    found = said(
        of_all(
            "abcdef",
            wait("1", "gifts", named="gifts"),
            wait("2", "gifts", named="secrecy"),
            alike,
        )
    ).tricks
    assert list(found) == ["gifts"]
    assert found["gifts"].found == Share(6, 12, 12, measures.wilson(12, 12))
    assert found["gifts"].named == Share(6, 6, 12, measures.wilson(6, 12))
    assert found["gifts"].alarmed == Share(6, 6, 6, measures.wilson(6, 6))


# Small cells


def test_what_fewer_than_5_players_judged_is_hidden_with_the_next_smallest() -> None:
    found = said(
        of_all("abcdefgh", okay("1", "gifts"), okay("9"))
        + of_all("abcdef", okay("2", "secrecy"))
        + of_all("abcd", okay("3", "watching"))
    ).tricks
    assert isinstance(found["gifts"].found, Share)
    assert found["secrecy"].found == "hidden"
    assert found["watching"].found == "hidden"
    assert found["gifts"].named is None


def test_how_many_were_found_of_a_hidden_trick_cannot_be_had_from_how_many_were_named() -> None:
    found = said(
        of_all("abcdefgh", wait("1", "gifts", named="gifts"), okay("9"))
        + of_all("abcdef", wait("2", "secrecy", named="secrecy"))
        + of_all("abcd", okay("3", "watching"))
    ).tricks
    assert found["secrecy"].found == found["secrecy"].named == "hidden"
    assert isinstance(found["gifts"].named, Share)


def test_two_small_cells_hide_each_other() -> None:
    found = said(
        of_all("abcdefgh", okay("1", "gifts"), okay("9"))
        + of_all("abcd", okay("2", "secrecy"))
        + of_all("efgh", okay("3", "watching"))
    ).tricks
    assert isinstance(found["gifts"].found, Share)
    assert found["secrecy"].found == found["watching"].found == "hidden"


# Acting


def test_acts_are_shares_of_the_choices_that_offered_them() -> None:
    found = said(
        of_all("abcde", chose("1", "tell", "parent"), replace(chose("2", "risky"), number=4))
    )
    assert found.acts == {"tell": Share(5, 5, 5, measures.wilson(5, 5))}
    assert found.acting == Share(5, 5, 5, measures.wilson(5, 5))
    assert found.whom == {"parent": 5}


def test_an_act_that_was_offered_and_not_taken_is_counted_as_such() -> None:
    left = replace(chose("1", "risky"), offered=(("risky",), ("tell",), ("keep", "stop")))
    found = said(of_all("abcde", left))
    assert found.acting == Share(5, 0, 5, measures.wilson(0, 5))
    assert set(found.acts) == {"tell", "keep", "stop"}
    assert found.whom == {}


def test_only_the_first_time_at_a_choice_counts_and_practice_never_does() -> None:
    events = of_all("abcde", chose("1", "risky")) + of_all("abcde", chose("2", "tell", "parent"))
    found = said(events)
    assert found.acting is None
    assert found.whom == {}
    practice = chose("2", "tell", "parent", practice=True)
    assert said(of_all("abcde", okay("1"), practice)).acting is None


def test_whom_few_told_is_hidden_with_whom_the_next_fewest_told() -> None:
    found = said(
        of_all("abcdefgh", chose("1", "tell", "parent"))
        + of_all("abcdef", replace(chose("2", "tell", "teacher"), number=4))
        + of_all("abc", replace(chose("3", "tell", "police"), number=5))
    )
    assert found.whom == {"parent": 8, "teacher": "hidden", "police": "hidden"}


# Before, after, later


def rounds(players: Iterable[str], **hits: tuple[int, int]) -> list[Event]:
    occasions: dict[str, Occasion] = {"before": "before", "after": "after", "later": "later"}
    return [
        event
        for player in players
        for name, (found, alarmed) in hits.items()
        for event in of(player, round_of(occasions[name], found, alarmed))
    ]


def test_a_change_compares_the_occasions_of_the_same_players() -> None:
    found = said(rounds("abcde", before=(2, 2), after=(4, 1)) + rounds("fghijk", before=(0, 0)))
    assert list(found.changes) == [("before", "after")]
    change = found.changes["before", "after"]
    assert (change.before.players, change.before.hits, change.before.unsafe) == (5, 10, 20)
    assert (change.after.hits, change.after.false_alarms) == (20, 5)
    assert change.before.detection == measures.detection(10, 10, 10, 10)
    assert change.hit_rate.value == pytest.approx(0.5)
    assert change.false_alarm_rate.value == pytest.approx(-0.25)
    assert change.gain == pytest.approx((7 / 8 - 1 / 2) / (1 - 1 / 2))
    assert change.verdict == "learned"
    assert not found.rounds


def test_in_a_change_every_player_weighs_the_same() -> None:
    long = [e for p in "abcde" for e in of(p, round_of("before", 8, 0, of_each=8))]
    short = [e for p in "fghij" for e in of(p, round_of("before", 0, 2, of_each=2))]
    after = rounds("abcdefghij", after=(2, 2))
    before = said(long + short + after).changes["before", "after"].before
    assert before.hit_rate.value == pytest.approx(0.5)
    assert before.false_alarm_rate.value == pytest.approx(0.5)
    # As sure as 10 players with 3.2 answers each, the harmonic mean of 8 and 2.
    assert before.hit_rate.low == pytest.approx(measures.wilson(16, 32).low)
    assert (before.hits, before.unsafe) == (40, 50)


def test_who_left_a_round_early_is_not_compared() -> None:
    early = [e for p in "fghij" for e in of(p, round_of("before", 1, 0, of_each=1))]
    found = said(
        rounds("abcde", before=(2, 2), after=(3, 1)) + early + rounds("fghij", after=(4, 0))
    )
    assert found.changes["before", "after"].before.players == 5


def test_a_round_of_practice_is_no_occasion() -> None:
    practice = [e for p in "abcde" for e in of(p, round_of("after", 4, 0, practice=True))]
    found = said(rounds("abcde", before=(2, 2)) + practice)
    assert not found.changes
    assert list(found.rounds) == ["before"]
    assert found.rounds["before"].hits == 10


def test_with_one_occasion_only_it_is_shown_by_itself() -> None:
    found = said(rounds("abcdef", before=(3, 1)) + rounds("abc", after=(3, 1)))
    assert not found.changes
    assert list(found.rounds) == ["before"]
    assert found.rounds["before"].players == 6


def test_comparisons_that_differ_by_few_players_are_made_of_those_who_are_in_all() -> None:
    found = said(
        rounds("abcdef", before=(2, 2), after=(3, 1), later=(3, 1))
        + rounds("gh", before=(0, 4), after=(4, 0))
    )
    assert {change.before.players for change in found.changes.values()} == {6}
    assert set(found.changes) == {("before", "after"), ("before", "later"), ("after", "later")}
    # What all judged less what is compared would be what two players judged.
    assert found.spotting == "hidden"
    assert found.tricks == {}


def test_comparisons_that_differ_by_enough_players_are_both_shown() -> None:
    found = said(
        rounds("abcdef", before=(2, 2), after=(3, 1), later=(3, 1))
        + rounds("ghijk", before=(0, 4), after=(4, 0))
    )
    assert found.changes["before", "after"].before.players == 11
    assert found.changes["before", "later"].before.players == 6
    assert isinstance(found.spotting, Spotting)


def test_stories_that_all_played_hide_what_few_did_in_rounds() -> None:
    found = said(
        rounds("abcdef", before=(2, 2), after=(3, 1), later=(3, 1))
        + rounds("gh", before=(0, 4), after=(4, 0))
        + of_all("abcdefgh", okay("1", "gifts"), okay("2"))
    )
    assert isinstance(found.spotting, Spotting)
    assert found.spotting.players == 8


@given(
    classes=st.lists(
        st.tuples(st.booleans(), st.booleans(), st.booleans(), st.booleans()), max_size=18
    )
)
def test_no_number_less_another_is_that_of_fewer_than_5_players(
    classes: list[tuple[bool, bool, bool, bool]],
) -> None:
    events: list[Event] = []
    there: dict[str, set[str]] = {"before": set(), "after": set(), "later": set()}
    for number, (*came, story) in enumerate(classes):
        player = f"player-{number}"
        for occasion, here in zip(there, came, strict=True):
            if here:
                there[occasion].add(player)
                events += rounds([player], **{occasion: (2, 1)})
        if story:
            events += of(player, play("p", okay("1", "gifts"), okay("2")))
    found = group(events)
    if found is None:
        return
    sizes = Counter(change.before.players for change in found.changes.values())
    for one in sizes:
        for other in sizes:
            assert not 0 < one - other < FEWEST_PLAYERS


def verdict_of(d_prime: float, criterion: float, reach: float) -> str:
    return verdict(
        Detection(
            Estimate(d_prime, d_prime - reach, d_prime + reach),
            Estimate(criterion, criterion - reach / 2, criterion + reach / 2),
            reach / 1.96,
            reach / 3.92,
        )
    )


@pytest.mark.parametrize(
    ("d_prime", "criterion", "reach", "verdict_"),
    [
        (0.8, 0, 0.5, "learned"),
        (0.8, -0.5, 0.5, "learned"),
        (-0.8, 0, 0.5, "lost"),
        (0.4, -0.5, 0.5, "more suspicious"),
        (-0.4, 0.5, 0.5, "less suspicious"),
        (0.4, 0.1, 0.5, "no change"),
        (0.4, 0.1, 1.5, "too few to say"),
        (0.4, -1.5, 1.5, "more suspicious"),
    ],
)
def test_the_verdict_says_what_moved_for_certain(
    d_prime: float, criterion: float, reach: float, verdict_: str
) -> None:
    assert verdict_of(d_prime, criterion, reach) == verdict_


@given(d_prime=st.floats(-3, 3), criterion=st.floats(-3, 3), reach=st.floats(0.05, 3))
def test_more_suspicion_is_never_called_learning(
    d_prime: float, criterion: float, reach: float
) -> None:
    here = verdict_of(d_prime, criterion, reach)
    assert (here == "learned") == (verdict_of(d_prime, -criterion, reach) == "learned")
    assert here != "learned" or d_prime > 0


def test_a_class_that_calls_everything_unsafe_afterwards_has_only_grown_suspicious() -> None:
    found = said(rounds("abcdefgh", before=(2, 1), after=(4, 4)))
    assert found.changes["before", "after"].verdict in ("more suspicious", "lost")


def test_judgements_are_read_as_evidence_is() -> None:
    twice: list[Judged] = [okay("1", "gifts"), wait("1", "gifts"), okay("2")]
    found = said(of_all("abcde", *twice)).spotting
    assert isinstance(found, Spotting)
    assert (found.hits, found.unsafe) == (0, 5)
