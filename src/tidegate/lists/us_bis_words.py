"""The vocabulary by which an Entity cell shows where a name ends and an address begins.

Legal forms, words of street addresses and words of institutions, as this publisher prints them
in English and in the languages of its entries. They describe the layout of one official text:
they are its grammar, judge no party, and no other list is read by them. That is why they stand
here, beside the rules that use them, and not among the dated data files.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _any(text: str) -> str:
    """A regular expression for any of the words in a text; `_` stands for a blank."""
    return "|".join(word.replace("_", r"\s") for word in text.split())


# Names that end addresses of these lists and head no block of them: Hong Kong and Macau stand
# under China, the islands under the United Kingdom.
PLACES_BESIDE_HEADINGS = frozenset(
    {
        "hong kong",
        "macau",
        "macao",
        "england",
        "scotland",
        "great britain",
        "uk",
        "british virgin islands",
        "cayman islands",
        "crimea",
        "czech republic",
        "slovak republic",
        "türkiye",
    }
)

# Legal forms that may stand in the middle of a name (`… Corporation, Moscow Plant`).
_OPEN_FORMS = _any("Co(?:mpany|rp(?:oration)?)? Corporation Corp Trust Holdings? Group")
# Legal forms that end a name.
_CLOSED_FORMS = _any(
    r"""
    Ltd Ltd\.?a LTD Limited LTDA? Liability LLC L\.L\.C LL\.C L\.C LLP L\.P LP Inc(?:orporated)? INC
    JSC OJSC CJSC PJSC
    OAO OOO ZAO PAO AO AOZT AT NAO FSUE FGUP GUP FKU SUE TOO TOV GmbH GMBH mbH
    AG KG e\.K SA S\.A S\.A\.S SAS SASU SARL S\.A\.R\.L S\.?[àa]\.?r\.?l SRL S\.R\.L SpA S\.p\.A SPA
    BV B\.V NV N\.V Oy OY AB AS A\.S A\.Ş A/S ApS PLC plc PT CV Tbk Pte PTE Pvt PVT Pty PTY Private
    Proprietary Sdn SDN Bhd BHD FZE FZC FZCO FZO FZ FZ-LLC FZLLC DMCC DWC K\.K KK YK d\.o\.o D\.O\.O
    DOO EOOD OOD EAD AD SIA UAB O[UÜ] Kft KFT s\.r\.o S\.R\.O a\.s spol Sp SP Z z O\.?O o\.?o Lda
    Est Sti Şti ŞTİ STI Sirketi Şirketi Unipessoal MMC TAS TAŞ CC
    """
)
FORM = rf"(?:{_OPEN_FORMS}|{_CLOSED_FORMS})"
# One legal form or several (`Co. Ltd.`, `(Pvt.) Ltd.`), with their dots.
_FORM_RUN = rf"\(?{FORM}\)?\b\.?\)?(?:[\s.,&-]+\(?{FORM}\)?(?!\w)\.?\)?)*"
STARTS_WITH_FORM = re.compile(rf"['\"“‘(]?{_FORM_RUN}(?![\w-])")
ENDS_WITH_FORM = re.compile(rf"(?<![\w.])(?:{_CLOSED_FORMS}|Co)[\s.,;)]*$")
# What may stand behind a name that another row prints without it.
NAME_TAIL = re.compile(
    rf",?\s+(?:{_CLOSED_FORMS}|Co)\b\.?(?:[\s.,]+(?:{_CLOSED_FORMS}|Co)\b\.?)*|,\s.+"
)
LONG_FORM = re.compile(
    r"(?:(?:Open|Closed|Public|Private|Limited|Federal|State)\s+)*(?:Joint|Stock|Limited Liability|"
    r"Unitary Enterprise|Aktsionernoe|Obshchestvo|Otkrytoe|Zakrytoe|Publichnoe)\b"
)
# A legal form whose full stop may be followed by an address: `… Co., Ltd. No. 5 …`.
FORM_STOP = re.compile(rf"(?<![\w.]){FORM}[.]\s+(?=[^\s(])")

# Words of an address, in lower case and without full stops.
STREET = _words(
    """
    street streets str st road roads rd avenue ave av avenida blvd blve boulevard bulvar bulvari
    bulvarı lane ln alley highway hwy pkwy parkway drive dr crescent terrace court courtyard close
    cross crossroad crossroads junction square sq quay way embankment emb nab naberezhnaya prospekt
    prospect pr prosp ulitsa ultisa ulica ul shosse sh pereulok per proezd proyezd passage pasaji
    thoroughfare tupik dom korp korpus liter litera pom pomeshch bld bldg building blg bina floor
    floors fl level room rooms rm suite suites ste unit units flat apt apartment apartments block
    blk blok tower house hse mansion villa plaza arcade mall office offices shop shops warehouse
    hangar hangars headquarters gate gates pobox box bp postal postfach district dist distt dt
    province prov prefecture region raion rayon oblast obl krai kray okrug city town township
    village county municipality settlement mikrorayon microdistrict zone park parkland sector phase
    plot lot khasra survey airport market bazaar bazar sarai km kilometer mile miles jalan jl jln
    persiaran lorong taman mahallesi mahalle mah mh cad caddesi cd sok sokak sokagi sk rue via viale
    piazza calle calz carrera rua paseo strasse straße platz weg laan straat gasse soi moo tambon
    amphoe gu dong ro gil ku cho chome lu kuchasi colony nagar marg chowk mohalla gali sahar shahr
    khiyaban kucheh qtr quarter neighborhood neighbourhood community compound estate complex
    basement mezzanine mezz messanine rooftop opposite opp behind beside near adjacent between
    corner off c/o base terminal pier dock island peninsula roundabout freezone saif jafza kat
    ground downtown main hotel locations location addresses address gatehouse hills hill heights
    valley garden gardens edificio torre piso oficina local residencia residencias urbanizacion
    xinjiang immeuble etage
    """
)
# Words of buildings that institutions bear in their names too.
BUILDING = _words("center centre centres centers")
COMPOUND_STREET = re.compile(
    r"\w{3,}(?:strasse|straße|str[.]|straat|laan|weg|gata|gatan|gade|vej|katu|tie|kuja)\b"
)
POST_BOX = re.compile(r"\bP\.? ?O\b|\bB\.P\b")

_INSTITUTIONS = _any(
    r"""
    institut\w* academy academies universit\w+ college school faculty laborator\w+ lab ministry
    department bureau branch company companies corporation corp enterprises? factory plant works
    group holdings? association organi[sz]ation administration agency committee commission command
    forces? army navy sciences? technolog\w+ engineering systems? industry industries trading
    electronics? physics mechanics measurements research design development manufactur\w+ production
    concern union center_for services? directorate council society bank hospital shipyard zavod
    avia\w* airlines? airways instruments? materials? named_(?:after|by) n\.a\. division subsidiary
    unit_of
    """
)
ORG = re.compile(rf"\b(?:[A-Z]{{0,3}}KB|NII\w*|NP[OP]|(?i:{_INSTITUTIONS}))\b")
# A unit of a company, as it may stand behind the company's legal form.
UNIT = re.compile(
    r"\b(?:branch|institut\w*|division|laborator\w+|research|academy|department|subsidiary|"
    r"factory|plant)\b",
    re.I,
)
PERSON_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|Ph\.?D|M\.?D|Dr|Esq)\.?$")
QUOTED = re.compile(r"[“\"‘'][^”\"’']+[”\"’']?$")

# What an address begins with where no comma stands before it.
ADDRESS_START = (
    r"(?:[#№]|No\.? ?\d|\d|P\.? ?O\.? ?Box|P\.O|"
    + _any("Room Rm Floor Flat Unit Suite Office Building Bldg Block Apt Level Shop Warehouse Plot")
    + r"|House|Villa|c/o|Ul\b|ul\b|d\. ?\d|Lot\b|Hangar|Add(?:ress)?:)"
)
# … or a tower or street with its number: `… Company Al Thuraya Tower 1`.
_NUMBERED = r"(?:[A-Z]\w+ ){1,3}(?:Tower|Building|Bldg|Street|St|Road|Rd|Avenue|Ave)\b[^,]{0,5}\d"
INSIDE = re.compile(
    rf"(?:(?<=[\s.,)])(?P<form>(?:{_CLOSED_FORMS}|Co)\b\.?[,;]?\s+(?=\d)|"
    rf"(?:{_CLOSED_FORMS}|Co|Company)\b\.?[,;]?\s+"
    rf"(?=No\.? ?[A-Z]?\d|[#№]|(?!\d){ADDRESS_START}[^,]{{0,20}}\d|{_NUMBERED})))"
    r"|(?P<box>\s+(?=P\.?\s?O\.? ?Box\b))"
)
# The end of a sentence: a word of three letters or more, a closing bracket or quote, a full stop,
# and what begins an address or a place.
SENTENCE = re.compile(
    r"(?:(?<=[^\W\d_]{3})|(?<=[)\]”’'\"]))[.][’'”\"]?\s*(?=[A-ZÀ-Þ\d#'“]|d\. ?\d|ul\.)"
)

# The words that count aliases, and the figures that stand for them.
NUMBERS = {str(number): number for number in range(1, 41)} | {
    word: number
    for number, word in enumerate(
        (
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
            *("eighteen", "nineteen", "twenty"),
        ),
        start=1,
    )
}
