"""Writing made plain."""

from __future__ import annotations

import pytest

from tidegate.text.normal import fold_latin, lookalike_to_latin, plain_text, script_of


@pytest.mark.parametrize(
    ("word", "folded"),
    [("Müller", "muller"), ("Łódź", "lodz"), ("Straße", "strasse"), ("O’Brien", "obrien"),
     ("Đorđe", "dorde"), ("Ærø", "aero")],
)  # fmt: skip
def test_latin_letters_lose_their_marks(word: str, folded: str) -> None:
    assert fold_latin(word) == folded


def test_look_alikes_become_latin_only_where_all_of_them_do() -> None:
    assert lookalike_to_latin("Со") == "Co"
    assert lookalike_to_latin("Huаwei") == "Huawei"
    assert lookalike_to_latin("Жук") is None


def test_full_width_and_invisible_characters_become_plain() -> None:
    assert plain_text("ＨＵＡＷＥＩ") == "HUAWEI"
    assert plain_text("a\u200bb") == "a b"
    assert plain_text("a\ud800b") == "a b"


@pytest.mark.parametrize(
    ("char", "script"),
    [("a", "latin"), ("7", "digit"), ("海", "han"), ("ハ", "kana"), ("한", "hangul"),
     ("Ж", "cyrillic"), ("م", "arabic"), ("α", "greek"), ("!", "other")],
)  # fmt: skip
def test_the_script_of_a_character(char: str, script: str) -> None:
    assert script_of(char) == script
