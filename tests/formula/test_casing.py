"""Small and capital letters are the same in Python and in the browser, whatever their Unicode."""

from bot.formula.texts import lower, trimmed, upper

EVERY_CHARACTER = [chr(code) for code in range(0x20000) if not 0xD800 <= code < 0xE000]


def test_every_character_changes_alike_on_both_sides(browser_script):
    text = [["'", character] for character in EVERY_CHARACTER]
    for function, ours in (("LOWER", lower), ("UPPER", upper), ("TRIM", trimmed)):
        theirs = browser_script.results([([function, written], {}) for written in text])
        assert theirs == [ours(character) for character in EVERY_CHARACTER]


def test_letters_change_one_for_one():
    assert [c for c in EVERY_CHARACTER if len(lower(c)) != 1 or len(upper(c)) != 1] == []


def test_words_of_our_languages_change_as_their_readers_expect():
    assert lower("ZAŻÓŁĆ GĘŚLĄ JAŹŃ") == "zażółć gęślą jaźń"
    assert upper("größe façade señor") == "GRÖßE FAÇADE SEÑOR"
    assert lower("ŞİŞLİ ÇAĞRI") == "şişli çağri"
