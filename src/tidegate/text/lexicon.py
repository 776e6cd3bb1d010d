"""The word tables as analysis and scoring ask them."""

from __future__ import annotations

import functools
import math
import re
from typing import NamedTuple

from tidegate.tables.japanese import JapaneseTables
from tidegate.tables.korean import KoreanTables
from tidegate.tables.names import (
    Brand,
    ChineseSpellings,
    HanTables,
    NameTables,
)
from tidegate.tables.scoring import LEVELS
from tidegate.text.arabic_lexicon import ArabicLexicon
from tidegate.text.cyrillic import Vocabulary
from tidegate.text.kinds import KINDS, Kind, Sense, kind_of
from tidegate.text.normal import fold_latin
from tidegate.text.romanise import root, spell
from tidegate.text.sound import ABROAD, GIVEN, is_pinyin

# Of a word with several senses, the one that a name means; an address asks for STREET first.
_ORDER = (
    Kind.FUNCTION, Kind.GENERIC, Kind.ORGAN, Kind.ACTIVITY, Kind.TITLE, Kind.PATRONYM,
    Kind.PARTICLE, Kind.STREET,
)  # fmt: skip
# Letters that no short street word may take from a name ("S", "E", "St", "Fl").
_SHORTEST_STREET_IN_NAME = 4
_SHORTEST_CORRECTED = 5
_SHORTEST_BUSINESS_CORRECTED = 7
# Words for a company that other languages have as a word of business.
_COMPANIES = frozenset({"company", "corporation"})
# Doubled consonants, which spellings of Arabic names often leave single.
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1")
_CORRECTABLE = frozenset({Kind.GENERIC, Kind.ACTIVITY, Kind.ORGAN, Kind.TITLE, Kind.PLACE})

__all__ = ["ChineseHeads", "Kind", "Lexicon", "Sense", "kind_of"]


class ChineseHeads(NamedTuple):
    """Words of which one stands in every Chinese name that is not pinyin: every spelling of a
    surname, the syllables of Wade-Giles that are no pinyin. `plain` are the surnames in pinyin."""

    surnames: frozenset[str]
    syllables: frozenset[str]
    plain: frozenset[str]


class Lexicon:
    """Word tables made ready: senses of a word or words, brands, rarity, Han on first use."""

    def __init__(self, tables: NameTables) -> None:
        self.tables = tables
        self.letters = tables.letters
        self.numbers = tables.numbers
        self.parameters = tables.parameters
        self.scoring = tables.scoring
        self.calibration = tables.calibration
        self.sectors: dict[str, str] = {}
        self._name_senses: dict[str, Sense] = {}
        self._address_senses: dict[str, Sense] = {}
        self._fill_words()
        self._fill_places()
        self._fill_brands()
        self.forms = frozenset(tables.forms)
        self.longest = 6
        self.phrase_heads = self._phrase_heads()
        self._weights: dict[tuple[str, Kind], int] = {}

    def _fill_words(self) -> None:
        for word, senses in self.tables.words.items():
            named = {KINDS[kind.partition(" ")[0]]: canonical for canonical, kind in senses}
            for canonical, named_kind in senses:
                self.sectors.setdefault(canonical, named_kind.partition(" ")[2])
            for kind in _ORDER:
                if kind not in named:
                    continue
                if kind is Kind.STREET and len(word) < _SHORTEST_STREET_IN_NAME:
                    break
                shown = Kind.GENERIC if kind is Kind.STREET else kind
                self._name_senses[word] = Sense(named[kind], shown)
                break
            best = Kind.STREET if Kind.STREET in named else None
            if best is not None:
                self._address_senses[word] = Sense(named[best], best)

    def _fill_places(self) -> None:
        self._place_weight: dict[str, int] = {}
        levels = dict(zip(LEVELS, self.scoring.level_weight, strict=True))
        for place, (canonical, level) in self.tables.places.items():
            self._name_senses.setdefault(place, Sense(canonical, Kind.PLACE))
            self._address_senses.setdefault(place, Sense(canonical, Kind.PLACE))
            self._place_weight.setdefault(canonical, levels.get(level, levels["other"]))

    def _fill_brands(self) -> None:
        """A brand of several words is one distinctive word, whatever its words are alone."""
        for brand in self.tables.brands:
            if brand.kind == "brand":
                for latin in brand.latin:
                    if " " in latin:
                        sense = Sense(latin.replace(" ", ""), Kind.DISTINCTIVE)
                        self._name_senses[latin] = sense

    def _phrase_heads(self) -> dict[str, int]:
        """First words of known phrases, with the most words that a phrase of theirs has."""
        heads: dict[str, int] = {}
        for phrase in (*self.forms, *self._name_senses, *self._address_senses):
            if " " in phrase:
                words = phrase.split(" ")
                heads[words[0]] = max(heads.get(words[0], 0), len(words))
        return heads

    def sense(self, word: str, address: bool) -> Sense | None:
        """What a folded word or phrase is known as, in a name or in an address."""
        if address:
            found = self._address_senses.get(word)
            if found is not None:
                return found
        if word in self.forms:
            return Sense(word, Kind.FORM)
        return self._name_senses.get(word)

    def weight(self, word: str, kind: Kind) -> int:
        """How much a word says, 0–100: 100 for a word met nowhere, little for a common one."""
        key = (word, kind)
        weight = self._weights.get(key)
        if weight is None:
            weight = self._weights[key] = self._weigh(word, kind)
        return weight

    def _weigh(self, word: str, kind: Kind) -> int:
        scoring = self.scoring
        if kind is Kind.PLACE:
            return self._place_weight.get(word, scoring.kind_weight[kind])
        rate = self.tables.rates.get(word, 0)
        weight = scoring.kind_weight[kind]
        if kind is Kind.ACTIVITY:
            rarest, decade = scoring.activity_rare_rate, scoring.activity_decade_weight
            return max(scoring.activity_least_weight, weight - _tenfolds(rate, rarest, decade))
        if kind is not Kind.DISTINCTIVE:
            return weight
        if len(word) == 1:
            return scoring.single_letter_weight
        weight = self._rarity(rate, len(word))
        return min(weight, scoring.digits_weight) if word.isdigit() else weight

    def weight_together(self, spellings: tuple[str, ...]) -> int:
        """What a name of several spellings weighs: as common as all of them together."""
        rate = sum(self.tables.rates.get(word, 0) for word in dict.fromkeys(spellings))
        return self._rarity(rate, len(spellings[0]))

    def _rarity(self, rate: int, letters: int) -> int:
        scoring = self.scoring
        # 100 for a word rarer than 1 in 10,000 names, 30 for one in 40.
        weight = scoring.kind_weight[Kind.DISTINCTIVE]
        weight -= _tenfolds(rate, scoring.rare_rate, scoring.decade_weight)
        most = scoring.letters_base_weight + scoring.letter_weight * letters
        return max(scoring.least_weight, min(weight, most))

    def corrected(self, word: str) -> str | None:
        """The known word of which an unknown one is a misspelling by one letter, if only one, or
        several of one sense (Technology, Technologies)."""
        if len(word) < _SHORTEST_CORRECTED or word in self.tables.rates:
            return None
        found = {self._misspelt[cut] for cut in _cuts(word) if cut in self._misspelt}
        senses = {self.sense(meant, False) for meant in found}
        return min(found, key=lambda meant: (-len(meant), meant)) if len(senses) == 1 else None

    @functools.cached_property
    def cyrillic(self) -> Vocabulary:
        """The words of Cyrillic names, read on first use."""
        return Vocabulary(self.tables.cyrillic, lambda word: self.sense(word, False), self.letters)

    @functools.cached_property
    def _misspelt(self) -> dict[str, str]:
        """Known words with one letter left out, by what is left (ambiguous ones left out)."""
        table: dict[str, str] = {}
        twice = set()
        for word in (*self.forms, *self._name_senses):
            sense = self.sense(word, False)
            if sense is None or " " in word or not word.isascii():
                continue
            form = sense.kind is Kind.FORM
            least = _SHORTEST_CORRECTED if form else _SHORTEST_BUSINESS_CORRECTED
            if len(word) < least or not (form or sense.kind in _CORRECTABLE):
                continue
            for cut in _cuts(word):
                if self.sense(table.setdefault(cut, word), False) != sense:
                    twice.add(cut)
        for cut in twice:
            del table[cut]
        return table

    @functools.cached_property
    def brands(self) -> dict[str, Brand]:
        """Brands by folded Latin (or Cyrillic, kana, Hangul) form. Han forms: `han_words`."""
        table: dict[str, Brand] = {}
        for brand in self.tables.brands:
            for form in brand.forms:
                folded = fold_latin(form).replace("-", " ")
                table.setdefault(folded, brand)
        return table

    @functools.cached_property
    def brand_words(self) -> frozenset[str]:
        """What lists print for brands, as one Latin word each: never taken apart."""
        return frozenset(
            name for brand in self.tables.brands for name in brand.latin if " " not in name
        )

    @functools.cached_property
    def bodies(self) -> dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
        """The full names of known bodies, by their first word: the words as they are known
        (longest name first), and the acronyms or short names that stand for them."""
        table: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {}
        for brand in self.tables.brands:
            if brand.kind != "body":
                continue
            joined = brand.latin[0].replace(" ", "")
            acronyms = tuple(name for name in brand.latin if " " not in name) or (joined,)
            for name in brand.latin:
                words = self._known_words(name) if " " in name else ()
                if len(words) > 1:
                    table.setdefault(words[0], {}).setdefault(words, acronyms)
        return {
            first: tuple(sorted(names.items(), key=lambda one: (-len(one[0]), one)))
            for first, names in table.items()
        }

    def _known_words(self, name: str) -> tuple[str, ...]:
        return tuple(filter(None, (body_key(*sense) for sense in self.senses_of(name))))

    def senses_of(self, name: str) -> list[Sense]:
        """The words of a plain name, known phrases as one; an unknown word is distinctive."""
        return [
            self.sense(part, False) or Sense(part, Kind.DISTINCTIVE) for part in self.phrases(name)
        ]

    def phrases(self, name: str) -> list[str]:
        """The words of a plain name, those that are a known phrase as one: early warning."""
        words = name.split(" ")
        found: list[str] = []
        while words:
            size = min(self.phrase_heads.get(words[0], 1), len(words))
            while size > 1 and self.sense(" ".join(words[:size]), False) is None:
                size -= 1
            found.append(" ".join(words[:size]))
            del words[:size]
        return found

    @functools.cached_property
    def acronyms(self) -> frozenset[str]:
        """Acronyms of one known body each: they spell nothing else."""
        return frozenset(
            name.lower()
            for brand in self.tables.brands
            if brand.kind == "body" and not brand.common
            for name in (*brand.forms, *brand.latin)
            if name.isascii() and name.isalpha()
        )

    @functools.cached_property
    def given(self) -> dict[str, tuple[str, ...]]:
        """Given names with the keys that each shares with its other forms."""
        table: dict[str, dict[str, None]] = {}
        for forms, elsewhere in self.tables.given_names:
            own, abroad = GIVEN + forms[0], ABROAD + forms[0]
            for name in forms:
                table.setdefault(name, {})[own] = None
            for name in (*forms, *elsewhere):
                table.setdefault(name, {})[abroad] = None
        for written, spellings in self.tables.arabic.names:
            for name in spellings:
                for spelt in (name, _DOUBLED.sub(r"\1", name)):
                    table.setdefault(spelt, {})[GIVEN + written] = None
        return {name: tuple(sorted(keys)) for name, keys in table.items()}

    @functools.cached_property
    def arabic(self) -> ArabicLexicon:
        """Names and words of Arabic script, made ready on first use."""
        return ArabicLexicon(self.tables.arabic, self.tables.brands)

    @functools.cached_property
    def fathers(self) -> dict[str, str]:
        """Slavic given names by what a patronymic keeps of them: the name of their row."""
        table: dict[str, str] = {}
        for forms, _ in self.tables.given_names:
            cyrillic = [spell(form, self.letters) for form in forms if not form.isascii()]
            for form in (*cyrillic, *forms) if cyrillic else ():
                table.setdefault(root(form), forms[0])
        return table

    @property
    def han(self) -> HanTables:
        """The tables of the Han script, read on first use."""
        return self.tables.han

    @property
    def chinese(self) -> dict[str, ChineseSpellings]:
        """Latin spellings of Chinese names that are not pinyin, by system."""
        return self.tables.chinese

    @functools.cached_property
    def chinese_heads(self) -> ChineseHeads:
        """What tells at a glance that a name may be Chinese."""
        wade, dialect = self.chinese["wade"], self.chinese["dialect"]
        plain = frozenset(one for options in wade.surnames.values() for one in options)
        surnames = frozenset((*wade.surnames, *dialect.surnames, *plain))
        syllables = frozenset(one for one in wade.syllables if not is_pinyin(one))
        return ChineseHeads(surnames, syllables, plain)

    @property
    def japanese(self) -> JapaneseTables:
        """The tables of Japanese names, read on first use."""
        return self.tables.japanese

    @property
    def korean(self) -> KoreanTables:
        """The tables of Korean names, read on first use."""
        return self.tables.korean

    @functools.cached_property
    def korean_heads(self) -> dict[str, tuple[str, ...]]:
        """Latin spellings of Korean surnames with the surnames in Hangul, the commonest first."""
        table: dict[str, list[str]] = {}
        for surname, spelt in self.korean.surnames.items():
            for one in spelt:
                table.setdefault(one, []).append(surname)
        return {spelt: tuple(names) for spelt, names in table.items()}

    @functools.cached_property
    def korean_ranks(self) -> dict[str, int]:
        """Korean surnames with their place, the commonest first."""
        return {surname: place for place, surname in enumerate(self.korean.surnames, 1)}

    @functools.cached_property
    def han_words(self) -> dict[str, tuple[str, tuple[str, ...], bool]]:
        """Simplified Han word -> (kind, translations, common): glossary and brands together."""
        simplified = self.han.simplified
        words = {
            word: (kind, translations, False)
            for word, (kind, translations) in self.han.glossary.items()
        }
        for brand in self.tables.brands:
            for form in brand.forms:
                words.setdefault(
                    form.translate(simplified), (brand.kind, brand.latin, brand.common)
                )
        return words

    @functools.cached_property
    def japanese_words(self) -> dict[str, tuple[str, tuple[str, ...], bool]]:
        """`han_words` as they are meant in a Japanese name."""
        own = self.japanese.glossary
        return self.han_words | {word: (*meant, False) for word, meant in own.items()}

    @functools.cached_property
    def longest_han_word(self) -> int:
        """Characters of the longest Han word known."""
        return max(map(len, self.han_words), default=1)


def body_key(canonical: str, kind: Kind) -> str:
    """A word as the full names of bodies are compared: nothing for little words and for the
    science of `science and technology`, one word for all legal forms."""
    if kind is Kind.FUNCTION or canonical == "science":
        return ""
    return "company" if kind is Kind.FORM or canonical in _COMPANIES else canonical


def _tenfolds(rate: int, rarest: int, decade: int) -> int:
    """`decade` for each time that a rate is ten times the rarest one. The rounding keeps it the
    same whatever the platform's logarithm says in the last place."""
    return 0 if rate < rarest else round(round(math.log10(rate / rarest), 6) * decade)


def _cuts(word: str) -> list[str]:
    """The word, and the word without each of its letters."""
    return [word, *(word[:at] + word[at + 1 :] for at in range(len(word)))]
