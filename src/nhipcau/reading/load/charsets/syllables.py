"""Whether letters are a Vietnamese syllable: onset, rhyme, one tone, and a stop at the end only under acute or dot."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize

from .tables import TONES

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RHYMES = """
a ai ao au ay am an ang anh ap at ac ach ă ăm ăn ăng ăp ăt ăc ăk â âm ân âng âp ât âc âu ây
e em en eng ep et ec eo ê êm ên ênh êp êt êch êu i im in inh ip it ich iu ia iêm iên iêng iêp iêt iêc iêu
o om on ong op ot oc oi oong ooc oa oai oay oam oan oang oanh oap oat oac oach oao oăm oăn oăng oăt oăc
oe oen oeo oet ô ôm ôn ông ôp ôt ôc ôi ôk ơ ơm ơn ơp ơt ơi u um un ung up ut uc ui ua uôm uôn uông uôt uôc uôi
uân uâng uât uây uê uênh uêch uơ uy uya uyên uyêt uyn uynh uyt uych uyu
ư ưm ưn ưng ưt ưc ưu ưi ưa ươm ươn ương ươp ươt ươc ươi ươu y yêm yên yêng yêt yêu ynh yt
"""
ONSETS = frozenset(("", *_ONSETS.split()))
RHYMES = frozenset(_RHYMES.split())
_TONES = frozenset(TONES.values())
_STOPS = ("c", "ch", "p", "t", "k")
_STOPPED = (TONES["acute"], TONES["dot"])


@lru_cache(maxsize=4096)
def is_syllable(word: str) -> bool:
    """Whether `word` could be a Vietnamese syllable, in small letters or capitals.

    >>> [is_syllable(word) for word in ("nghiệp", "Quốc", "hoạch", "nghàp", "ViÖt")]
    [True, True, True, False, False]
    """
    letters = normalize("NFD", word.lower())
    tones = [letter for letter in letters if letter in _TONES]
    plain = normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    if len(tones) > 1 or len(plain) > 7:
        return False
    if plain.endswith(_STOPS) and tones not in ([_STOPPED[0]], [_STOPPED[1]]):
        return False
    return any(plain[:cut] in ONSETS and plain[cut:] in RHYMES for cut in range(min(len(plain), 4)))
