"""Names in Arabic script: read letter by letter, by tables of names and by what words mean."""

from __future__ import annotations

import pytest

from tests.unit.text.tables import LEXICON
from tidegate.match import compare
from tidegate.text import Kind, analyse, written
from tidegate.text.sound import skeleton

THRESHOLD = LEXICON.parameters["alert_threshold"]


def meets(one: str, other: str, kind: str | None = "person") -> bool:
    return compare(one, other, kind, lexicon=LEXICON).score >= THRESHOLD


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("كريم", "kareem"), ("حسين", "hossein"), ("يوسف", "youssef"), ("قاسم", "ghasem"),
        ("سحر", "sahar"), ("شيخ", "cheikh"), ("بھٹو", "bhutto"),
        ("ياسين", "yassine"), ("ظفر", "zafar"), ("رائد", "raed"),
    ],
)  # fmt: skip
def test_a_word_is_read_letter_by_letter(word: str, latin: str) -> None:
    signs = written.write(word)
    assert written.reads(signs, latin) is not None
    assert skeleton(latin) in written.heard(signs)


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("كريم", "karam"), ("كريم", "akram"), ("حسن", "hussein"), ("محمود", "muhammad"),
        ("فيروز", "faraz"), ("صلاح", "salih"), ("كريم", "karimi"), ("ماجد", "mujahid"),
    ],
)  # fmt: skip
def test_a_word_is_not_read_as_another(word: str, latin: str) -> None:
    assert written.reads(written.write(word), latin) is None


def test_short_vowels_are_strict_where_they_are_known() -> None:
    signs = written.write("محمد")
    voiced = written.voiced(signs, "muhammad")
    assert written.reads(signs, "mahmud") is not None
    assert voiced is not None
    assert written.reads(voiced, "mahmud") is None
    assert written.reads(voiced, "mohamed") == 0


def test_most_spellings_of_the_table_can_be_read() -> None:
    spellings = [
        (written.write(name), latin) for name, own in LEXICON.tables.arabic.names for latin in own
    ]
    read = [written.reads(signs, latin) is not None for signs, latin in spellings]
    assert sum(read) > 0.97 * len(read)


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("عبد الرحمن السديس", "Abdurrahman as-Sudais"), ("عبدالرحمن السدیس", "Abdul Rahman Sudais"),
        ("صلاح الدين الأيوبي", "Salaheddine Ayoubi"),
        ("علی خامنه‌ای", "Ali Khamenei"), ("صلاح الدين الأيوبي", "Salah ad-Din al-Ayyubi"),
        ("حسن نصر الله", "Hassan Nasrallah"), ("حسن نصرالله", "Hasan Nasr Allah"),
        ("أبو بكر البغدادي", "Abubakr Baghdadi"), ("محمود احمدی‌نژاد", "Mahmud Ahmadi Nejad"),
        ("علیرضا رحمانی", "Ali Reza Rahmani"), ("سحر الزهراني", "Sahar Alzahrani"),
    ],
)  # fmt: skip
def test_a_persons_name_meets_its_spellings(native: str, latin: str) -> None:
    assert meets(native, latin)
    assert meets(native, latin, None)


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("حسن نصر الله", "Husain Nasser"), ("عمر البشير", "Ammar Bashir"),
        ("محمود عباس", "Muhammad Abbas"), ("عبد الرحمن محمد", "Abdul Rahim Mohammed"),
        ("نصر الدين محمود", "Nasser Mahmoud"), ("كريم عبد الله", "Akram Abdullah"),
    ],
)  # fmt: skip
def test_another_persons_name_does_not_meet(native: str, latin: str) -> None:
    assert not meets(native, latin)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Salah al-Din al-Bitar", "Salaheddine Bitar"),
        ("Nur al-Din Muhammad", "Nooruddin Mohamed"),
        ("Ubayd Allah al-Mahdi", "Obaidullah Mahdi"), ("Abu Bakr Hamid", "Aboubakar Hamid"),
        ("Qasem Soleimani", "Ghassem Suleimani"), ("ZUBEYR, Abu", "Abu Zubeyr"),
    ],
)  # fmt: skip
def test_a_compound_meets_however_it_is_written(one: str, other: str) -> None:
    assert meets(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nur al-Din Karimi", "Shams al-Din Karimi"), ("Abu Ali al-Anbari", "Abu Omar al-Anbari"),
        ("Omar Saad Hamid", "Ammar Saad Hamid"),
    ],
)  # fmt: skip
def test_another_compound_does_not_meet(one: str, other: str) -> None:
    assert not meets(one, other)


def test_a_body_goes_by_meaning_and_a_person_by_sound() -> None:
    body = analyse("شركة الحديد السورية", LEXICON, "organization").readings[0]
    person = analyse("حديد", LEXICON, "person").readings[0]
    assert {"iron", "steel"} & set(body[1].keys)
    assert person[0].kind is Kind.DISTINCTIVE
    assert meets("دانشگاه صنعتی شریف", "Sharif University of Technology", "organization")
    assert not meets("دانشگاه صنعتی امیرکبیر", "Sharif University of Technology", "organization")


def test_one_word_in_two_keyboards_is_one() -> None:
    assert meets("علی كريمي", "علي کریمی")


def test_vowel_signs_stand_inside_words() -> None:
    assert meets("مُنذر الزَّهراني", "Munther Alzahrani")
    (token,) = analyse("كُلثوم", LEXICON, "person").readings[0]
    assert (token.start, token.end) == (0, 6)


def test_a_letter_stands_for_a_name() -> None:
    assert [token.kind for token in analyse("عدنان س. أحمد", LEXICON, "person").readings[0]] == [
        Kind.DISTINCTIVE, Kind.INITIAL, Kind.DISTINCTIVE,
    ]  # fmt: skip


def test_a_name_is_told_by_its_own_row() -> None:
    assert meets("كمال درويش", "Kamal Darwish")
    assert meets("كمال درويش", "Kamel Darwish")
    assert not meets("كمال درويش", "Kamil Darwish")


def test_unknown_short_vowels_meet_what_no_other_name_explains() -> None:
    assert meets("حمد الله سنانی", "Hamdullah Sunani")
    assert not meets("محمد سنانی", "Mahmud Sunani")


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("قوات الدعم السريع", "Rapid Support Forces"), ("مرفأ اللاذقية", "Latakia Port"),
        ("سپاه پاسداران", "IRGC"), ("کشتیرانی جمهوری اسلامی ایران", "IRISL"),
        ("هواپیمایی ماهان", "Mahan Air"), ("حزب الله", "Hizballah"),
        ("بنك سورية الدولي الإسلامي", "Syria International Islamic Bank"),
        ("شركة الأرز للصيرفة", "Al-Arz Exchange Company"),
    ],
)  # fmt: skip
def test_a_body_meets_what_lists_print(native: str, latin: str) -> None:
    assert meets(native, latin, "organization")


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("مرفأ بيروت", "Latakia Port"), ("هواپیمایی آسمان", "Mahan Air"),
        ("وزارة الدفاع العراقية", "Syrian Ministry of Defense"),
        ("گروه صنعتی شهید همت", "Shahid Karimi Industrial Group"),
    ],
)  # fmt: skip
def test_another_body_does_not_meet(native: str, latin: str) -> None:
    assert not meets(native, latin, "organization")


def test_a_nisba_is_no_word_of_trade_where_the_kind_is_not_said() -> None:
    assert meets("وليد خالد الحربي", "Waleed Khalid Alharbi", None)
