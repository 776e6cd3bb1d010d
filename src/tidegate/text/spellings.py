"""How Chinese characters are spelt outside the mainland: Wade-Giles, Hong Kong, Singapore."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from tidegate.text.lexicon import Lexicon

# Characters at most; spellings of one character, of a given name.
_LONGEST_SPELT = 4
_OF_ONE = 3
_SPELLINGS = 5
_LONGEST_MIXED = 2


def respelt(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """A given name or a firm's word as it is spelt outside the mainland: in Wade-Giles, in Hong
    Kong, in Singapore (where the Mandarin of one character stands beside the Hokkien of another).
    Nothing for long words."""
    if not 0 < len(text) <= _LONGEST_SPELT:
        return ()
    readings = [lexicon.han.reading.get(char, "") for char in text]
    found = list(wade(readings, lexicon))
    for system in ("hk", "min"):
        spelt = [_spellings(char, system, lexicon) for char in text]
        if system == "min" and len(text) <= _LONGEST_MIXED:
            spelt = [
                (*one, *wade((sound,), lexicon)) for one, sound in zip(spelt, readings, strict=True)
            ]
        if all(spelt):
            found += _ranked(spelt)[:_SPELLINGS]
    return tuple(dict.fromkeys(found))


def spelt(char: str, lexicon: Lexicon) -> tuple[str, ...]:
    """A character of a given name in pinyin, then in every other spelling."""
    sound = lexicon.han.reading.get(char, "")
    systems = lexicon.han.spelt.get(char, {})
    others = (one for system in ("hk", "min") for one in systems.get(system, ()))
    usual = lexicon.han.elsewhere.get(char)
    own = usual[1] if usual else ()
    return tuple(dict.fromkeys((sound, *lexicon.han.wade.get(sound, ()), *own, *others)))


def _spellings(char: str, system: str, lexicon: Lexicon) -> tuple[str, ...]:
    """A character in a given name, the usual spelling first."""
    found = lexicon.han.spelt.get(char, {}).get(system, ())
    usual = lexicon.han.elsewhere.get(char) if system == "hk" else None
    return tuple(dict.fromkeys((*(usual[1][:1] if usual else ()), *found)))[:_OF_ONE]


def _ranked(spelt: Sequence[tuple[str, ...]]) -> list[str]:
    """Every choice of spellings joined, the usual ones first."""
    ranked = product(*(list(enumerate(options)) for options in spelt))
    chosen = sorted(ranked, key=lambda choice: sum(rank for rank, _ in choice))
    return ["".join(one for _, one in choice) for choice in chosen]


def elsewhere(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """A surname as it is spelt outside the mainland."""
    found = lexicon.han.elsewhere.get(text)
    return tuple(one.replace(" ", "") for one in found[0]) if found else ()


def wade(readings: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Syllables of pinyin as one word of Wade-Giles, in its usual spelling."""
    table = lexicon.han.wade
    return ("".join(table.get(one, (one,))[0] for one in readings),)


def family(surname: str, sound: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Every spelling of a surname that is not its pinyin."""
    return (*elsewhere(surname, lexicon), *wade((sound,), lexicon))
