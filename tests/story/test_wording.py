from game.story.wording import advice, quoted


def test_a_quotation_stays_on_one_line_and_short() -> None:
    assert quoted("a\n\tb\x07 c") == "`a b c`"
    assert quoted("x" * 1_000_000) == f"`{'x' * 39}…`"
    assert quoted("ខ្ញុំ") == "`ខ្ញុំ`"


def test_a_near_name_is_suggested() -> None:
    assert advice("secrcy", ["secrecy", "gifts"]) == "Did you mean `secrecy`?"


def test_without_a_near_name_the_names_are_listed() -> None:
    assert advice("zzz", ["secrecy", "gifts"]) == "Write one of: secrecy, gifts"
    assert advice("zzz", map(str, range(100))).endswith("18, 19, …")
    assert advice("zzz", []) == "There is none yet"
