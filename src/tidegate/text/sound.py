"""Keys that survive spelling: what words sound like, and whether they are Chinese syllables."""

from __future__ import annotations

import functools
import re

VOWELLESS = "*"
"""Stands before a key that was written without short vowels: it meets by its consonants."""

KOREAN = "^"
"""Stands before the Hangul that a Korean name may be (several, | between): it meets what shares one
of them."""

WRITTEN = "~"
"""Stands before a key that is a word of Arabic script in signs (`text/written.py`)."""

GIVEN, ABROAD = "+", "="
"""Stand before the keys that the forms of one given name share (Bob, Robert), and before those
that it shares with the same name in other languages (Roberto). They are equal or nothing."""

_SOUND = (
    ("schtsch", "sh"), ("tsch", "ch"), ("tch", "ch"), ("sch", "sh"), ("shch", "sh"), ("kh", "h"),
    ("gh", "g"), ("ph", "f"),
    ("zh", "z"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("ks", "x"), ("x", "ks"), ("q", "k"),
    ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("iy", "i"), ("ij", "i"), ("yi", "i"),
    ("y", "i"), ("j", "i"), ("ts", "c"), ("tz", "c"),
)  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]+")
_SKELETON = (("sh", "s"), ("ch", "c"), ("c", "k"), ("g", "j"), ("z", "s"), ("dj", "j"), ("p", "b"))


@functools.lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A spelling of the sound: equal for the usual romanisations of one foreign word
    (Sergey/Sergei/Sergej, Mohammed/Mohamed, Aleksandr/Alexandr)."""
    for old, new in _SOUND:
        if old in word:
            word = word.replace(old, new)
    return _DOUBLE.sub(r"\1", word)


@functools.lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants alone, near ones as one: what Arabic script writes of a word."""
    word = word.removeprefix(VOWELLESS).replace("j", "g").replace("w", "v")
    plain = sound(word)
    for old, new in _SKELETON:
        if old in plain:
            plain = plain.replace(old, new)
    plain = plain.removesuffix("h")
    first = plain[:1]
    rest = _VOWELS.sub("", plain[1:]).replace("v", "")
    return _DOUBLE.sub(r"\1", ("a" if first in "aeiou" else first) + rest) if plain else ""


_ROMAJI = re.compile(
    r"(?:(?:(?:kk|ss|tt|pp)y?|tch|[kgsztdnhbpmrfwyj]|s?sh|c?ch|t?ts|k[yw]|[gnhbpmrstzdcj]y|dz)?"
    r"[aiueo]"
    r"|(?<=[aiueo])h(?![aiueoy])|n(?![aiueoy])|m(?=[bpm]))+"
)
_KUNREI = (
    ("shi", "si"), ("cchi", "tti"), ("chi", "ti"), ("tsu", "tu"), ("fu", "hu"), ("ji", "zi"),
    ("dzu", "zu"), ("du", "zu"), ("di", "zi"), ("dz", "z"), ("wo", "o"), ("kwa", "ka"),
    ("kwi", "ki"),
)  # fmt: skip
_DIPHTHONGS = (("tch", "cch"), ("jy", "j"), ("dy", "j"), ("zy", "j"), ("cy", "ty"))
# Syllables of a consonant, y and a vowel, which nothing else is spelt as.
_GLIDES = tuple(
    (one + vowel, other + vowel)
    for one, other in (("sh", "sy"), ("cch", "tty"), ("ch", "ty"), ("j", "zy"))
    for vowel in "auo"
)
_LONG = re.compile(r"(?:(?<=[aiueo])h(?![aiueoy])|(?<=o)[ou]|(?<=u)u|(?<=a)a|(?<=i)i|(?<=e)e)")
_MORA = re.compile(r"[aiueo]|n(?![aiueoy])")
_LEAST_MORAE = 3


@functools.lru_cache(maxsize=65536)
def romaji(word: str) -> str:
    """One spelling for the romanisations of a Japanese word, its long vowels as short ones (Ohno,
    Ouno, Ono; Shinji, Sinzi). Empty for what cannot be Japanese; a word of two syllables keeps
    its consonants."""
    if not _ROMAJI.fullmatch(word):
        return ""
    plain = _LONG.sub("", word)
    for letter in "bpm":
        plain = plain.replace("m" + letter, "n" + letter)
    for one, other in (*_DIPHTHONGS, *_GLIDES):
        if one in plain:
            plain = plain.replace(one, other)
    if len(_MORA.findall(plain)) < _LEAST_MORAE:
        return plain
    for hepburn, kunrei in _KUNREI:
        if hepburn in plain:
            plain = plain.replace(hepburn, kunrei)
    return plain


_SYLLABLE_TABLE = """
    a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can
    cang cao ce cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chuai chuan
    chuang chui chun chuo ci cong cou cu cuan cui cun cuo da dai dan dang dao de dei deng di
    dian diao die ding diu dong dou du duan dui dun duo e en er fa fan fang fei fen feng fo fou
    fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo ha hai
    han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo ji jia jian jiang
    jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke ken keng kong kou ku kua
    kuai kuan kuang kui kun kuo la lai lan lang lao le lei leng li lia lian liang liao lie lin
    ling liu long lou lu luan lue lun luo ma mai man mang mao me mei men meng mi mian miao mie
    min ming miu mo mou mu na nai nan nang nao ne nei nen neng ni nian niang niao nie nin ning
    niu nong nou nu nuan nue nuo ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping
    po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren
    reng ri rong rou ru ruan rui run ruo sa sai san sang sao se sen seng sha shai shan shang
    shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo si song sou su
    suan sui sun suo ta tai tan tang tao te teng ti tian tiao tie ting tong tou tu tuan tui tun
    tuo wa wai wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan
    xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun za zai zan zang zao ze
    zei zen zeng zha zhai zhan zhang zhao zhe zhen zheng zhi zhong zhou zhu zhua zhuai zhuan
    zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo
"""
_SYLLABLES = frozenset(_SYLLABLE_TABLE.split())


@functools.lru_cache(maxsize=65536)
def is_pinyin(word: str) -> bool:
    """Whether the whole word is Chinese syllables as pinyin joins them (an inner syllable that
    begins with a vowel would need an apostrophe)."""
    if not word.isalpha() or len(word) > 24:
        return False
    reach = [True] + [False] * len(word)
    for start in range(len(word)):
        if not reach[start] or (start and word[start] in "aeo"):
            continue
        for end in range(start + 1, min(len(word), start + 6) + 1):
            if word[start:end] in _SYLLABLES:
                reach[end] = True
    return reach[-1]


# Syllables of Chinese names in Wade-Giles, Cantonese and Hokkien spellings that are no pinyin.
_OTHER_SYLLABLE_TABLE = """
    ah aik ann bak bee bih bok boon chak chau chee cheong chern cherng cheuk cheung chia chiang
    chiao chieh chien chiew chih chin ching chit chiu chiung cho choi chok choo choon chor chow
    choy chua chueh chuen chung chwee chwen chye chyi chyuan din ee ei eng erh fai fat fay fiao
    fong fook foon fuk fun fung gar gek geok gim giok guat hau hean hee heung hey hian hie him
    hin hing hiong hiu hm ho hoa hock hoe hoi hok hon hoo hoon hoong horng how hsi hsia hsiang
    hsiao hsieh hsien hsin hsing hsiu hsiung hsu hsuan hsueh hsun huat hung hwa hwai hwan hwang
    hwee hwei ing jan jang jao jaw je jee jeh jen jeng jenn jeou jer jih jinn jiun jo jong joo
    joon jou jua jui jung jyh kah kam kau kay keat kee kei keong keung khai kheng khim khoon ki
    kiang kiat kim kin king kiong kit kiu ko kok kon koon kuei kuen kuk kung kwai kwan kwang
    kwee kwei kwing kwo kwok kwong kwun lam lap lau lay lee leong leung lieh lien lik lim lip lo
    lock lok loong lueh luen lui luk lung lut lye mieh mien moi mong mook mui muk mun nam nga
    ngai ngan ngee ngiap ngo ngok ngong ngor nieh nien no nok nueh nuen nun nung oi on oon pak
    peck phaik phek pheng pieh pien pik poh pong poo pui pun sam sau see sek seong seung sew
    shek sheung shiang shih shin shing shiou shiow shiu shiuan shiun shuen shuk shum shyan
    shyang shyh sia siak siang siew sik sim sin sing siow siu so soh soo sook soon ssu suat suen
    suet suk sum sung swee sze szu tak tat teck tee tek ten teong tham thiam thong thye tieh
    tien tik tim tin tiong tiu to toh tsa tsai tsan tsang tsao tse tsei tsen tseng tsing tsit
    tso tsoi tsou tsu tsuan tsui tsun tsung tsz tuck tung tze tzu tzyy wah wat wee wing wong
    wooi woon wun wuu yam yat yau yaw yean yee yeh yen yeou yeow yeuk yeung yew yih yik yim yip
    yit yiu yng yoong yow yueh yuen yuet yuh yuk yung
"""
_OTHER_SYLLABLES = frozenset(_OTHER_SYLLABLE_TABLE.split())


def is_chinese(word: str) -> bool:
    """Whether a word is pinyin, or one syllable of a Chinese name in another romanisation."""
    return word in _OTHER_SYLLABLES or is_pinyin(word)
