"""From a text to raw words: cut, folded, romanised or glossed, each with its span."""

from __future__ import annotations

import re

from tidegate.text import arabic, compounds
from tidegate.text.alphabets import alphabetic, with_russian
from tidegate.text.glossing import brand_options, glossed
from tidegate.text.lexicon import Kind, Lexicon
from tidegate.text.normal import fold_latin, lookalike_to_latin, script_of
from tidegate.text.tokens import ROMANISED, SAME, Word

TOKEN_LIMIT = 32
"""Words of a name that are read; the rest of a longer one is cut off, and marked."""


_APOSTROPHE = "'’‘ʼʻ`´ʿʾ′"
_WORD = re.compile(
    r"(?:[^\W\d_]\.[ ]?){2,}(?:[^\W\d_](?![^\W_]|/))?"
    r"|[^\W\d_]/[^\W\d_](?![^\W_])"
    rf"|[^\W_]+(?:(?:[{_APOSTROPHE}]|(?<=[㐀-鿿])[·・‧•](?=[㐀-鿿]))[^\W_]+)*"
    r"|№"
)
# The vowel signs of Arabic and Hebrew stand inside words, though they are no letters.
_SIGNS = re.compile("[\u0591-\u05c7\u064b-\u065f\u0670]")
_SIGNED_WORD = re.compile(rf"[^\W_](?:[^\W_]|{_SIGNS.pattern})*")
_LETTER = re.compile(r"[^\W\d_]")
_GLUED = re.compile(r"([A-Z][a-zA-Z]*[a-z])([A-Z]{2,4})")
_GLUED_TAILS = ("co", "ltd", "inc", "llc", "gmbh", "corp", "limited")
_GLUED_HEAD = 3
_GLUED_TAIL = 6
_GLUED_REST = 4
_GLUABLE = frozenset({Kind.GENERIC, Kind.ACTIVITY, Kind.ORGAN, Kind.FORM})
_FATHER_FIRST = re.compile(r"(Ben|Bin|Ibn|Abu|Al|El)[A-Z][a-z]{3}")
_FORM_FIRST = re.compile(r"([A-Z]{2,4})[A-Z][a-z]{2}")
# Kinds of words that two or three letters with dots are not: A. N. is a person's initials.
_NO_LETTERS = frozenset({Kind.TITLE, Kind.PARTICLE, Kind.FUNCTION, Kind.PATRONYM})
# Forms of two letters that are sooner a person's initials where they stand with dots.
_INITIALS = frozenset({"ip", "pe", "me", "at"})
# Signs inside a word of another script: the long vowel of kana, the dots between foreign names.
_INNER = "ー·・‧•"
_COUNTED = ("han", "latin")
# RK Sharma: consonants that are no word of their own. Ng is a surname.
_INITIALS_JOINED = re.compile(r"(?!NG)[BCDFGHJ-NP-TV-Z]{2}")
# Figures that stand for letters are 0, 1 or 5, inside a word; a 0 may begin it.
_SCANNED = re.compile(r"(?:0?[a-z]+|[a-z]+)(?:[015][a-z]+)*")
_FIGURES = (("0", "o"), ("5", "s"))
_ONE = re.compile("1")
_SHORTEST_SCANNED = 5
_ELISIONS = ("l", "d", "al", "dell", "un")


def raw_words(text: str, lexicon: Lexicon, kind: str | None) -> list[Word]:
    """The words of a plain text in order: folded, romanised or glossed, forms apart."""
    words: list[Word] = []
    latin = text.isascii() or _mostly_latin(text)
    pattern = _WORD if text.isascii() or not _SIGNS.search(text) else _SIGNED_WORD
    for found in pattern.finditer(text):
        raw, start, end = found.group(), found.start(), found.end()
        if raw == "№":
            words.append(Word(start, end, ("no",), SAME))
        elif "." in raw or "/" in raw:
            words += _dotted(raw, start, lexicon, kind == "person")
        elif raw.isascii():
            if kind == "person" and _INITIALS_JOINED.fullmatch(raw) and not _known(raw, lexicon):
                words += [Word(at, at + 1, (text[at].lower(),), SAME) for at in range(start, end)]
            else:
                words += _latin(raw, start, end, lexicon)
        else:
            words += _foreign(raw, start, latin, lexicon, kind, text)
        if len(words) > 3 * TOKEN_LIMIT:
            break
    words = with_russian(words, lexicon, kind)
    return words if text.isascii() else _with_arabic(words, lexicon, kind)


def _known(raw: str, lexicon: Lexicon) -> bool:
    return lexicon.sense(raw.lower(), False) is not None


def _with_arabic(words: list[Word], lexicon: Lexicon, kind: str | None) -> list[Word]:
    """The words with those of Arabic script read, which are read together where they stand
    together."""
    found: list[Word] = []
    stretch: list[tuple[int, int, str]] = []
    for word in (*words, None):
        if word is not None and word.token is None and arabic.is_arabic(word.keys[0]):
            stretch.append((word.start, word.end, word.keys[0]))
            continue
        for token, names, sort in arabic.read(stretch, lexicon, kind) if stretch else ():
            options = brand_options(names, sort) if names else ()
            made = Word(token.start, token.end, token.keys, ROMANISED, expansions=options)
            found.append(made if names else made._replace(token=token))
        stretch = []
        found += [word] if word else []
    return found


def _mostly_latin(text: str) -> bool:
    scripts = [script_of(char) for char in text if char.isalpha()]
    return 2 * scripts.count("latin") > len(scripts)


def _dotted(raw: str, start: int, lexicon: Lexicon, person: bool) -> list[Word]:
    """`d.o.o.` and `A/S` are one word if it is a known form; other single letters are initials, as
    are those of a person, and `I.P.`, which hardly any firm writes with dots."""
    letters = [(found.group(), found.start()) for found in _LETTER.finditer(raw)]
    joined = _joined_letters(raw, lexicon)
    end = start + len(raw.rstrip(" ."))
    sense = lexicon.sense(joined, False)
    form = sense is not None and sense.kind not in _NO_LETTERS
    # `M/s` before the name of a firm, `M/V` before a ship's.
    person = person and "/" not in raw
    form = form or ("/" in raw and sense is not None and sense.kind is Kind.TITLE)
    head, _, tail = raw.rstrip().rpartition(" ")
    if head and not form and not person and _joined_letters(tail, lexicon) in lexicon.forms:
        # An initial before a form: G. S.A.
        return [
            *_dotted(head, start, lexicon, person),
            *_dotted(tail, start + len(head) + 1, lexicon, person),
        ]
    if (joined and len(letters) > 3) or (form and not person and joined not in _INITIALS):
        return [Word(start, end, (joined,), SAME)]
    # A letter that Latin writes nothing for (ع) is no initial.
    initials = [(_initials_of(letter, lexicon), start + at) for letter, at in letters]
    return [Word(at, at + 1, keys, SAME) for keys, at in initials if keys]


def _joined_letters(raw: str, lexicon: Lexicon) -> str:
    return "".join(fold_latin(_to_latin(letter, lexicon)) for letter in _LETTER.findall(raw))


def _initials_of(letter: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The Latin letters that a name may begin with that begins with this one: Yuri, Juri, Iouri."""
    if letter.isascii():
        return (letter.lower(),)
    spelt = lexicon.letters.get(letter.lower(), (letter,))
    return tuple(dict.fromkeys(filter(None, (fold_latin(one)[:1] for one in spelt))))


def _to_latin(letter: str, lexicon: Lexicon) -> str:
    if letter.isascii():
        return letter
    return lexicon.letters.get(letter.lower(), (letter,))[0]


def _latin(raw: str, start: int, end: int, lexicon: Lexicon) -> list[Word]:
    apostrophe = next((i for i, char in enumerate(raw) if char in _APOSTROPHE), -1)
    if apostrophe > 0:
        head, tail = raw[:apostrophe], raw[apostrophe + 1 :]
        if tail.lower() == "s":
            return [Word(start, end, (fold_latin(head),), SAME)]
        if head.lower() in _ELISIONS and len(tail) > 2:
            return [Word(start + apostrophe + 1, end, (fold_latin(tail),), SAME)]
    folded = fold_latin(raw)
    if not folded:
        return []
    if len(raw) > 4 and not raw.islower():
        glued = _GLUED.fullmatch(raw)
        if glued and glued.group(2).lower() in lexicon.forms:
            middle = start + len(glued.group(1))
            return [
                Word(start, middle, (fold_latin(glued.group(1)),), SAME),
                Word(middle, end, (glued.group(2).lower(),), SAME),
            ]
    cut = _glued(raw, folded, lexicon) if len(folded) > 6 and raw.isascii() else 0
    if cut:
        middle = start + cut
        return [
            Word(start, middle, (fold_latin(raw[:cut]),), SAME),
            Word(middle, end, (fold_latin(raw[cut:]),), SAME),
        ]
    keys = tuple(dict.fromkeys((*_scanned(folded), compounds.glued(folded)[0], folded)))
    return [Word(start, end, keys, SAME, raw.isupper())]


def _scanned(word: str) -> tuple[str, ...]:
    """The word with letters for figures that look like them: R0soboronexport, Missi1es."""
    if word.isalpha() or len(word) < _SHORTEST_SCANNED or not _SCANNED.fullmatch(word):
        return ()
    for figure, letter in _FIGURES:
        word = word.replace(figure, letter)
    return (
        _ONE.sub(
            lambda one: "l" if one.start() and word[one.start() - 1] in "aeiou" else "i", word
        ),
    )


def _glued(raw: str, folded: str, lexicon: Lexicon) -> int:
    """Where a word falls into two that were glued: a name and a word of business or a form
    (TECHNOLOGYCO, FleuretteProperties, COMPANYBELTRANS, JSCZavod); 0 where it does not."""
    if len(raw) != len(folded) or lexicon.sense(folded, False) is not None:
        return 0
    if folded in lexicon.brand_words or lexicon.corrected(folded) is not None:
        return 0
    for size in range(len(folded) - _GLUED_HEAD, _GLUED_TAIL - 1, -1):
        seam = raw[-size].isupper() and not raw[-size - 1].isupper()
        if size == _GLUED_TAIL and not seam:
            break
        sense = lexicon.sense(folded[-size:], False)
        if sense is not None and sense.kind in _GLUABLE:
            return len(folded) - size
    for tail in _GLUED_TAILS:
        if folded.endswith(tail) and lexicon.sense(folded[: -len(tail)], False):
            return len(folded) - len(tail)
    for size in range(len(folded) - _GLUED_REST, _GLUED_TAIL, -1):
        sense = lexicon.sense(folded[:size], False)
        if sense is not None and sense.canonical == folded[:size] and sense.kind in _GLUABLE:
            return size
    father = _FATHER_FIRST.match(raw)
    if father:
        return father.end(1)
    camel = _FORM_FIRST.match(raw)
    if camel and camel.group(1).lower() in lexicon.forms:
        return camel.end(1)
    return 0


def _foreign(
    raw: str, start: int, latin: bool, lexicon: Lexicon, kind: str | None, text: str
) -> list[Word]:
    """A word that is not plain ASCII: its runs of one script each."""
    runs = _runs(raw)
    scripts = {script for script, _, _ in runs if script != "digit"}
    if scripts <= {"latin"}:
        return _latin(raw, start, start + len(raw), lexicon)
    if scripts <= {"latin", "cyrillic", "greek"} and (latin or "latin" in scripts):
        repaired = lookalike_to_latin(raw)
        if repaired is not None:
            return _latin(repaired, start, start + len(raw), lexicon)
    words: list[Word] = []
    for script, first, last in runs:
        words += _run(raw[first:last], start + first, script, lexicon, kind, text)
    return words


def _runs(raw: str) -> list[tuple[str, int, int]]:
    """Stretches of one script; digits go with Latin before them (ACT1联邦), with Han before or
    after them (第38研究所)."""
    runs: list[tuple[str, int, int]] = []
    for at, char in enumerate(raw):
        script = script_of(char)
        if char in _INNER or (script == "other" and runs):
            script = runs[-1][0] if runs else script
        if runs and (runs[-1][0] == script or (runs[-1][0] in _COUNTED and script == "digit")):
            runs[-1] = (runs[-1][0], runs[-1][1], at + 1)
        elif runs and script == "han" and runs[-1][0] == "digit":
            runs[-1] = ("han", runs[-1][1], at + 1)
        else:
            runs.append((script, at, at + 1))
    return runs


def _run(
    run: str, start: int, script: str, lexicon: Lexicon, kind: str | None, text: str
) -> list[Word]:
    end = start + len(run)
    if script in ("han", "kana", "hangul"):
        return glossed(run, start, script, lexicon, kind, text)
    if script in ("latin", "digit"):
        return _latin(run, start, end, lexicon)
    if script == "arabic":
        return [Word(start, end, (run,), ROMANISED)]  # read with its neighbours
    return alphabetic(run, start, script, lexicon, kind, text)
