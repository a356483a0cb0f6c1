"""Stories made by chance, as text: all of them good for the loader, some of them odd to play."""

from hypothesis import strategies as st

HEAD = """\
title: Generated
about: By chance.
lead: fah
ages: 8-14
minutes: 1
number: 1
contacts:
  wolf: {name: Wolf, relation: stranger}
  mint: {relation: peer}
variables:
  told: no
  gems: 0 to 2
start: s0
scenes:
"""
_GROUPS = (
    "groups:\n  all: {name: All of us, members: [mint, wolf]}\n  two: {name: Two, members: wolf}\n"
)
_WHEN = st.sampled_from(
    ["", "told", "not told", "gems > 0", "gems is 2 or told", "told and gems < 1", "gems >= 0"]
)
_SET = st.sampled_from(["", "{told: yes}", "{told: no}", "{gems: +1}", "{gems: -1, told: yes}"])


@st.composite
def stories(draw: st.DrawFn, scenes: int = 4) -> str:
    """Make a story of a few scenes, each with a few steps of any kind."""
    count = draw(st.integers(1, scenes))
    names = [f"s{number}" for number in range(count)]
    written: list[str] = []
    for number, name in enumerate(names):
        steps = [f"  {name}:", f"    - wolf: First {number}"]
        for at in range(draw(st.integers(0, 4))):
            steps += draw(_step(f"{number}-{at}", names))
        written += [*steps, *draw(_last(number, names))]
    head = HEAD.replace("variables:\n", f"{_GROUPS}variables:\n")
    return head + "\n".join(written) + "\n"


@st.composite
def _step(draw: st.DrawFn, number: str, names: list[str]) -> list[str]:
    when = draw(_WHEN)
    line = draw(
        st.sampled_from(
            [
                f"wolf: Line {number}",
                f"mint: Line {number}\n      looks_like: gifts",
                f"wolf: Line {number}\n      trick: [gifts, secrecy]",
                f"wolf: Line {number}\n      in: two\n      trick: gifts",
                f"mint: Line {number}\n      in: all\n      because: All read it.",
                f"fah: Line {number}",
                f"fah: Line {number}\n      to: all",
                "ask: last",
                f"think: Line {number}",
                "set: {gems: +1}",
                "set: {told: yes, gems: 0}",
                "choose",
                "go: " + draw(st.sampled_from(names)),
                f"end: e{number}\n      title: Early\n      text: End {number}",
            ]
        )
    )
    if line == "choose":
        line = "choose:\n" + "\n".join(draw(_options(number, names, go=False)))
    return [f"    - {line}", *([f"      when: {when}"] if when else [])]


@st.composite
def _options(draw: st.DrawFn, number: str, names: list[str], *, go: bool) -> list[str]:
    written: list[str] = []
    for at in range(draw(st.integers(1, 3))):
        word, act = draw(st.sampled_from([("say", "carry_on"), ("do", "risky"), ("do", "tell")]))
        when, change = draw(_WHEN), draw(_SET)
        keys = [f"{word}: Option {number}-{at}", f"act: {act}"]
        keys += ["whom: family"] if act == "tell" else []
        keys += (
            draw(st.sampled_from([[], ["who: grandmother"], ["heard: no"]]))
            if act == "tell"
            else []
        )
        keys += draw(st.sampled_from([[], ["to: wolf"], ["to: two"]])) if word == "say" else []
        keys += [f"when: {when}"] if when and not (go and at == 0) else []
        keys += [f"set: {change}"] if change else []
        keys += [f"go: {draw(st.sampled_from(names))}"] if go or draw(st.booleans()) else []
        written.append("        - " + "\n          ".join(keys))
    return written


@st.composite
def _last(draw: st.DrawFn, number: int, names: list[str]) -> list[str]:
    kind = draw(st.sampled_from(["end", "go", "choose"]))
    if kind == "end":
        return [f"    - end: last{number}", "      title: The end", "      text: All is well."]
    if kind == "go":
        return [f"    - go: {draw(st.sampled_from(names))}"]
    return ["    - choose:", *draw(_options(f"{number}-last", names, go=True))]


def many_choices(count: int, *, asked_for: bool = True) -> str:
    """Write a story that sets `count` variables one after the other, and asks for all at its end.

    Args:
        count: how many yes/no variables and how many choices.
        asked_for: whether their values matter at the end.
    """
    variables = "".join(f"  v{number}: no\n" for number in range(count))
    scenes = "".join(
        f"  s{number}:\n    - wolf: Hi {number}\n    - choose:\n"
        f"        - say: Yes\n          act: carry_on\n          set: {{v{number}: yes}}\n"
        f"          go: {following}\n"
        f"        - say: No\n          act: stop\n          go: {following}\n"
        for number in range(count)
        for following in ["end" if number == count - 1 else f"s{number + 1}"]
    )
    lines = "".join(f"    - wolf: Bye {n}\n      when: v{n}\n" for n in range(count))
    head = HEAD.replace("  told: no\n  gems: 0 to 2\n", variables)
    ending = "    - end: bye\n      title: Bye\n      text: Good night.\n"
    return f"{head}{scenes}  end:\n{lines if asked_for else ''}{ending}"


def long_story(lines: int) -> str:
    """Write a branching story of about so many lines, as authors would: tricks, asks, choices."""
    last = lines // _LINES_A_SCENE
    scenes = "".join(
        _LONG_SCENE.format(n=n, trusting=n % 3, near=n + 1, far=min(n + 2, last))
        for n in range(last)
    )
    ending = "    - talk: What now?\n" + "".join(
        f"    - end: {slug}\n{when}      title: The end\n      text: Good night.\n"
        "      comfort: It is not your fault.\n"
        for slug, when in (("happy", "      when: told\n"), ("quiet", ""))
    )
    return f"{HEAD}{scenes}  s{last}:\n{ending}"


_LONG_SCENE = """\
  s{n}:
    - time: Day {n}
    - wolf: You are my best friend number {n} in the whole wide world!
      trick: too_fast
      because: That is quick, and number {n} is not a friend.
    - ask: last
    - mint: We meet at the school gate {n} at noon, all of us.
      looks_like: secrecy
      because: All of them go, and all may know {n}.
    - wolf: I have {n} gems for you.
      when: gems > {trusting}
    - think: Hm, {n}.
    - choose:
        - say: Okay {n}
          act: carry_on
          set: {{gems: +1}}
          go: s{near}
        - do: Tell Mum {n}
          act: tell
          whom: parent
          set: {{told: yes}}
          go: s{far}
        - do: Wait {n}
          act: risky
          when: not told
          go: s{near}
"""
_LINES_A_SCENE = _LONG_SCENE.count("\n")
