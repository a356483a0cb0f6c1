"""Files with something wrong in them, and how the finding begins; each example on one line."""
# ruff: noqa: E501

# The shortest good story; examples change single lines of it.
SHORT = """\
title: Short
about: One evening.
lead: fah
ages: 8-14
minutes: 1
number: 1
contacts:
  wolf: {name: Wolf, relation: stranger}
variables:
  told: no
  gems: 0 to 3
start: evening
scenes:
  evening:
    - wolf: Hi!
    - choose:
        - say: Hello
          act: carry_on
          go: night
  night:
    - end: asleep
      title: Asleep
      text: Good night.
"""

# A good story with a group chat.
GROUPED = """\
title: The class
about: Everybody writes.
lead: fah
ages: 8-14
minutes: 1
number: 1
contacts:
  mint: {relation: peer}
  grandmother: {relation: family}
  wolf: {name: Wolf, relation: stranger}
groups:
  class:
    name: Class 6/2
    members: [mint, grandmother]
    known: Families read along
    unknown: [Who reads at night]
  garden: {name: The garden, members: wolf, picture: flower}
start: noon
scenes:
  noon:
    - wolf: Hi!
      in: garden
    - mint: Homework?
      in: class
      looks_like: questions
      because: All of them can read it.
    - fah: done!
    - mint: Homework?
    - fah: hello, all
      to: class
    - grandmother: Eat first.
      in: class
    - ask: last
    - choose:
        - say: after lunch
          act: carry_on
          go: night
        - say: it is our secret, Mint
          act: carry_on
          to: mint
          go: night
        - say: no, flowers
          act: stop
          to: garden
          go: night
  night:
    - end: asleep
      title: Asleep
      text: Good night.
"""

# What is replaced in the short story, by what, and the first finding after that.
BROKEN = [
    ("title: Short", "titel: Short", "1:1: a story has no key `titel`. Did you mean `title`?"),
    ("title: Short", "title:", "1:7: the text is missing. Write it, or remove the key"),
    ("title: Short", "title: [Short]", "1:8: a text is expected here."),
    ("number: 1\n", "", "1:1: a story has no `number`. Add it: its place among the stories."),
    ("lead: fah", "lead: fahh", "3:7: there is no person `fahh`. Did you mean `fah`?"),
    ("ages: 8-14", "ages: 14-8", "4:7: `14-8` is no range of ages. Write it like 8-14"),
    ("minutes: 1", "minutes: ten", "5:10: `ten` does not fit. Write a whole number from 1"),
    ("minutes: 1", "minutes: 61", "5:10: `61` does not fit."),
    ("number: 1\n", "number: 1\nstage: [trsut]\n", "7:9: `trsut` cannot stand here. Did you mean `trust`?"),
    ("  wolf: {", "  Wolf: {", "8:3: `Wolf` is no name. Use small letters a-z"),
    ("  wolf: {", "  time: {", "8:3: `time` means something else. Use another name"),
    ("  wolf: {", "  fah: {", "8:3: the lead does not write to themselves. Remove the contact"),
    ("{name: Wolf, relation: stranger}", "{relation: stranger}", "8:9: the contact is not in cast.yaml. Give them a `name`"),
    ("relation: stranger", "relation: strange", "8:32: `strange` cannot stand here. Did you mean `stranger`?"),
    ("{name: Wolf, relation: stranger}", "Wolf", "8:9: a contact is expected here."),
    ("told: no", "told: maybe", "10:9: `maybe` is nothing a variable can hold. Write `no`, `yes`, or a range of at most 20 numbers like `0 to 3`"),
    ("0 to 3", "3 to 0", "11:9: `3 to 0` is nothing a variable can hold."),
    ("0 to 3", "0 to 20", "11:9: `0 to 20` is nothing a variable can hold."),
    ("  told: no", "  is: no", "10:3: `is` means something else. Use another name"),
    ("start: evening", "start: evning", "12:8: there is no scene `evning`. Did you mean `evening`?"),
    ("- wolf: Hi!", "- wolff: Hi!", "15:7: `wolff` is neither a contact nor a kind of step. Did you mean `wolf`?"),
    ("- wolf: Hi!", "- Hi!", "15:7: a step says who writes or what happens."),
    ("- wolf: Hi!", "- wolf: Hi!\n      think: Hm", "16:7: the step is both `wolf` and `think`. Make two steps of it"),
    ("- wolf: Hi!", "- wolf: Hi!\n      trick: secrcy", "16:14: there is no trick `secrcy`. Did you mean `secrecy`?"),
    ("- wolf: Hi!", "- wolf: Hi!\n      trick: [gifts, secrcy]", "16:22: there is no trick `secrcy`."),
    ("- wolf: Hi!", "- wolf: Hi!\n      trick: gifts\n      looks_like: gifts", "17:7: a message is a trick or it is safe."),
    ("- wolf: Hi!", "- wolf: Hi!\n      becuase: x", "16:7: a message has no key `becuase`. Did you mean `because`?"),
    ("- wolf: Hi!", "- wolf: Hi!\n      feel: happy", "16:13: `happy` cannot stand here. Write one of: calm, glad, unsure, worried, brave"),
    ("- wolf: Hi!", "- wolf: Hi!\n      when: tol", "16:13: in the condition `tol` there is no variable `tol`. Did you mean `told`?"),
    ("- wolf: Hi!", "- wolf: Hi!\n      when: {a: b}", "16:13: a text is expected here."),
    ("- wolf: Hi!", "- fah: Hi!\n      to: wlof", "16:11: there is no contact or group `wlof`. Did you mean `wolf`?"),
    ("- wolf: Hi!", "- wolf: Hi!\n      in: team", "16:11: there is no group `team`. There is none yet"),
    ("variables:\n", "groups:\n  team: {members: wolf}\nvariables:\n", "10:9: a group has no `name`. Add it: what the phone calls it."),
    ("variables:\n", "groups:\n  team: {name: Team}\nvariables:\n", "10:9: a group has no `members`. Add it: the contacts who can write in it"),
    ("variables:\n", "groups:\n  team: {name: Team, members: [wolf, wlof]}\nvariables:\n", "10:38: there is no contact `wlof`. Did you mean `wolf`?"),
    ("variables:\n", "groups:\n  team: {name: Team, members: [wolf, wolf]}\nvariables:\n", "10:22: the members name somebody twice. Name everybody once"),
    ("variables:\n", "groups:\n  wolf: {name: Team, members: wolf}\nvariables:\n", "10:3: `wolf` is somebody's id. Give the group another one"),
    ("variables:\n", "groups:\n  mint: {name: Team, members: wolf}\nvariables:\n", "10:3: `mint` is somebody's id. Give the group another one"),
    ("- wolf: Hi!", "- narrate: Hi!\n      by: wolf", "16:11: there is no person `wolf`. Write one of: fah, mint, grandmother"),
    ("- wolf: Hi!", "- time: Monday\n      where: scool", "16:14: `scool` cannot stand here. Did you mean `school`?"),
    ("- wolf: Hi!", "- wolf: Hi!\n      where: school", "16:7: a message has no key `where`."),
    ("- wolf: Hi!", "- ask: last", "15:7: no contact has written before this. Put a message before `ask`"),
    ("- wolf: Hi!", "- ask: first", "15:12: `first` cannot stand here."),
    ("- wolf: Hi!", "- set: {tld: yes}", "15:13: there is no variable `tld`. Did you mean `told`?"),
    ("- wolf: Hi!", "- set: {told: 1}", "15:19: `1` does not fit told. Write `yes` or `no`"),
    ("- wolf: Hi!", "- set: {gems: 4}", "15:19: `4` does not fit gems. Write a number from 0 to 3, or one to add, like `+1` or `-1`"),
    ("- wolf: Hi!", "- set: told", "15:12: variables are expected here. Write them like `{told: yes}`"),
    ("- say: Hello", "- say: Hello\n          do: Wave", "17:11: an option is something to say or something to do."),
    ("- say: Hello\n          act", "- act", "17:11: an option is something to say or something to do."),
    ("- say: Hello", "- do: Wave\n          to: wolf", "18:11: `to` is for words that are said."),
    ("          act: carry_on\n", "", "17:11: an option has no `act`. Add it: what kind of act it is: stop, keep, tell,"),
    ("act: carry_on", "act: tell", "18:11: whom does the lead tell? Add `whom`"),
    ("act: carry_on", "act: stop\n          whom: family", "19:11: `whom` is for telling. Remove it, or write `act: tell`"),
    ("act: carry_on", "act: stop\n          who: mint", "19:11: `who` is for telling. Remove it, or write `act: tell`"),
    ("act: carry_on", "act: stop\n          heard: no", "19:11: `heard` is for telling. Remove it, or write `act: tell`"),
    ("act: carry_on", "act: tell\n          whom: friend\n          who: mnit", "20:16: there is no person or contact `mnit`. Did you mean `mint`?"),
    ("act: carry_on", "act: tell\n          whom: friend\n          heard: never", "20:18: `never` cannot stand here. Write one of: yes, no"),
    ("act: carry_on", "act: [stop, run]", "18:23: `run` cannot stand here."),
    ("go: night", "go: nigth", "19:15: there is no scene `nigth`. Did you mean `night`?"),
    ("          go: night\n", "", "17:11: the scene stops after this option. Add `go` to it"),
    ("go: night", "go: night\n          when: told", "16:7: perhaps no option is on offer. Leave one of them without `when`"),
    ("go: night", "go: night\n        - say: Hello\n          act: stop\n          go: night", "20:11: two options are both `Hello`. Change one, or give each its `when`"),
    ("    - end: asleep\n      title: Asleep\n      text: Good night.\n", "    - wolf: Hi!\n", "21:7: the scene stops after this step. Add `go`, `end`, or `choose`"),
    ("text: Good night.", "text: Good night.\n      when: told", "21:7: the last step of a scene must always happen. Remove its `when`"),
    ("- end: asleep", "- end: Good night", "21:12: `Good night` is no name."),
    ("      title: Asleep\n", "", "21:7: an ending has no `title`. Add it: what happens next, in a few words."),
    ("text: Good night.", "text: Good night.\n  dawn:\n    - end: asleep\n      title: a\n      text: b", "25:7: the ending `asleep` stands in line 21 already."),
    ("text: Good night.", "text: Good night.\n  dawn: []", "24:9: the list has 0 steps. Write at least 1"),
    ("text: Good night.", "text: Good night.\n  dawn: later", "24:9: a list of steps is expected here. Begin each with `- `"),
]  # fmt: skip

# The shortest good file of Quick Eyes.
QUICK = """\
a:
  cake:
    from: A cousin
    relation: family
    message: Not a word about the cake!
    looks_like: secrecy
    twin: gems
    because: The secret ends on Sunday.
b:
  gems:
    from: A cousin
    relation: family
    message: Not a word about the gems!
    trick: secrecy
    twin: cake
    because: The secret has no end.
c:
  link:
    from: A shop
    relation: stranger
    message: Type in your password!
    trick: trick_link
    twin: cake
    because: A password is yours.
"""

# What is replaced in it, by what, and the first finding after that.
QUICK_BROKEN = [
    ("a:\n", "d:\n", "1:1: the file of Quick Eyes has no key `d`. Write one of: a, b, c"),
    ("c:\n", "d:\n", "1:1: the file of Quick Eyes has no `c`. Add it: the items of form C, in their order."),
    ("c:\n", "c: {}\nd:\n", "17:4: items are expected here, each with a name and a colon. Add one"),
    ("  cake:", "  Cake:", "2:3: `Cake` is no name. Use small letters a-z"),
    ("    from: A cousin\n    relation: family\n    message: Not a word about the cake!", "    message: Not a word about the cake!", "3:5: an item has no `from`. Add it: who writes, as a child sees it."),
    ("from: A shop", "form: A shop", "19:5: an item has no key `form`. Did you mean `from`?"),
    ("relation: stranger", "relation: strange", "20:15: `strange` cannot stand here. Did you mean `stranger`?"),
    ("relation: stranger", "relation: stranger\n    sex: womann", "21:10: `womann` cannot stand here. Did you mean `woman`?"),
    ("    message: Type in your password!\n", "", "19:5: an item has no `message`. Add it: what they write."),
    ("message: Type in your password!", "message: Not a word about the cake!", "21:5: `Not a word about the cake!` stands in line 5 already. Write another message"),
    ("trick: trick_link", "trick: trick_lnk", "22:12: there is no trick `trick_lnk`. Did you mean `trick_link`?"),
    ("trick: trick_link", "looks_like: [gifts, trick_lnk]", "22:25: there is no trick `trick_lnk`."),
    ("trick: trick_link", "trick: trick_link\n    looks_like: gifts", "23:5: a message is a trick or it is safe. Keep `trick`, or keep `looks_like`"),
    ("    trick: trick_link\n", "", "19:5: an item is a trick, or it is safe and looks like one. Add `trick` or `looks_like`"),
    ("twin: gems", "twin: gem", "7:11: there is no item `gem`. Did you mean `gems`?"),
    ("    twin: gems\n", "", "3:5: an item has no `twin`. Add it: the item of the other kind like it."),
    ("    because: A password is yours.\n", "", "19:5: an item has no `because`. Add it: why it is a trick, or why it is safe;"),
    ("because: A password is yours.", "because:", "24:13: the text is missing. Write it, or remove the key"),
    ("because: A password is yours.", "becuase: x", "19:5: an item has no `because`."),
    ("  link:", "  gems:", "18:3: `gems` stands twice; the first is in line 10. Rename one of them"),
]  # fmt: skip

# Whole files that no story should be like.
UNSAFE: list[tuple[str | bytes, str]] = [
    ("a: &x b", "1:4: an anchor (`&`) marks a part to repeat it. Remove it"),
    ("a: *x", "1:4: an alias (`*`) repeats other parts of the file."),
    ("a: !!str x", "1:4: a tag (`!`) changes what a text is. Remove it"),
    ("a: !!! wow", "1:4: "),
    ("title: x\ntitle: y", "2:1: `title` stands twice; the first is in line 1. Keep one"),
    ("? [a]\n: b", "1:3: a key is a list or a table. Write a word as the key"),
    ("a: b: c", "1:5: `: ` makes a key, and none can stand here."),
    ("a: @b", "1:4: no text can begin so. Put it between double quotes"),
    ("\ta: b", "1:1: no text can begin so."),
    ("a: * b", "1:5: a text that begins with `*` or `&` means something else."),
    ('a: "b', "1:4: a quotation mark is opened here and never closed. Close it"),
    ('a: "\\q"', "1:5: a backslash is no escape here. Write it twice, or remove it"),
    ('a: "\\ud800"', "1:7: this escape is no character. Write the character itself"),
    ('a: "\\x07"', "1:4: the text has an escape for a control character. Remove it"),
    ("a: 'b' c", "1:8: this does not fit the lines above."),
    ("a: - b", "1:4: a list cannot begin here. Begin each `- ` on a line of its own"),
    ("a: b\n---\nc: d", "2:1: a second document begins here. Keep one"),
    ("%YAML 9.9\n---\na: b", "1:1: this is not YAML (found incompatible YAML document)."),
    ("", "1:1: the file is empty. Write at least one key"),
    ("# nothing", "1:1: the file is empty."),
    ("- a", "1:1: a story is expected here. Write it with keys, like `title: "),
    ("[" * 900, "1:11: this is nested more than 10 levels deep. Write it flatter"),
    ("- " * 40_000, "1:21: this is nested more than 10 levels deep."),
    ("{a: " * 40_000, "1:41: this is nested more than 10 levels deep."),
    ("- a\n" * 100_001, "100000:3: the file has more than 100,000 parts."),
    ("a: 1\nb: \x00", "2:4: here is the control character U+0000. Remove it"),
    ("a: ស\nb: ស".encode() + b"\xff", "2:5: the file is not UTF-8. Save it as UTF-8"),
    ("a: b".encode("utf-16"), "1:1: the file is not UTF-8."),
    (b"a: b\n" * 400_001, "1:1: the file has more than 2 MB. Make several stories of it"),
]  # fmt: skip
