"""Which character of the old fonts shows which Vietnamese letter.

The keys are the characters that such a text shows when its bytes are taken for Windows-1252.
"""

from __future__ import annotations

from unicodedata import normalize

TONES = {"grave": "\u0300", "hook": "\u0309", "tilde": "\u0303", "acute": "\u0301", "dot": "\u0323"}

# Source: TCVN 5712:1993, VN3. Letters in the order a grave, hook, tilde, acute, dot; only seven capitals have a place:
# the others are shown by the fonts whose name ends in H.
_TCVN3_TONED = {
    "a": (0xB5, 0xB6, 0xB7, 0xB8, 0xB9), "ă": (0xBB, 0xBC, 0xBD, 0xBE, 0xC6), "â": (0xC7, 0xC8, 0xC9, 0xCA, 0xCB),
    "e": (0xCC, 0xCE, 0xCF, 0xD0, 0xD1), "ê": (0xD2, 0xD3, 0xD4, 0xD5, 0xD6), "i": (0xD7, 0xD8, 0xDC, 0xDD, 0xDE),
    "o": (0xDF, 0xE1, 0xE2, 0xE3, 0xE4), "ô": (0xE5, 0xE6, 0xE7, 0xE8, 0xE9), "ơ": (0xEA, 0xEB, 0xEC, 0xED, 0xEE),
    "u": (0xEF, 0xF1, 0xF2, 0xF3, 0xF4), "ư": (0xF5, 0xF6, 0xF7, 0xF8, 0xF9), "y": (0xFA, 0xFB, 0xFC, 0xFD, 0xFE),
}  # fmt: skip
_TCVN3_PLAIN = {
    0xA1: "Ă", 0xA2: "Â", 0xA3: "Ê", 0xA4: "Ô", 0xA5: "Ơ", 0xA6: "Ư", 0xA7: "Đ",
    0xA8: "ă", 0xA9: "â", 0xAA: "ê", 0xAB: "ô", 0xAC: "ơ", 0xAD: "ư", 0xAE: "đ",
}  # fmt: skip

# VNI for Windows: a letter and, behind it, the sign for its mark; a few letters have a place of their own.
# Source: the table of the fonts' maker, as printed in the keyboard programs that convert it.
_VNI_TONES = {"grave": "ø", "hook": "û", "tilde": "õ", "acute": "ù", "dot": "ï"}
_VNI_CIRCUMFLEX = {"": "â", "grave": "à", "hook": "å", "tilde": "ã", "acute": "á", "dot": "ä"}
_VNI_BREVE = {"": "ê", "grave": "è", "hook": "ú", "tilde": "ü", "acute": "é", "dot": "ë"}
_VNI_OWN = {"ñ": "đ", "ô": "ơ", "ö": "ư", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "í": "í", "ò": "ị", "î": "ỵ"}


def _with_tone(letter: str, tone: str) -> str:
    return normalize("NFC", letter + TONES[tone]) if tone else letter


def _tcvn3() -> dict[str, str]:
    table = {chr(code): letter for code, letter in _TCVN3_PLAIN.items()}
    for letter, codes in _TCVN3_TONED.items():
        table |= {chr(code): _with_tone(letter, tone) for code, tone in zip(codes, TONES, strict=True)}
    return table


def _vni() -> dict[str, str]:
    table = dict(_VNI_OWN)
    table |= {
        f"{base}{sign}": _with_tone(base, tone) for base in "aeouy" for tone, sign in _VNI_TONES.items()
    }
    table |= {
        f"{own}{sign}": _with_tone(letter, tone)
        for own, letter in (("ô", "ơ"), ("ö", "ư"))
        for tone, sign in _VNI_TONES.items()
    }
    for base, letter in (("a", "â"), ("e", "ê"), ("o", "ô")):
        table |= {f"{base}{sign}": _with_tone(letter, tone) for tone, sign in _VNI_CIRCUMFLEX.items()}
    table |= {f"a{sign}": _with_tone("ă", tone) for tone, sign in _VNI_BREVE.items()}
    del table["yï"]  # ỵ has a place of its own
    capitals = {key.upper(): letter.upper() for key, letter in table.items()}
    mixed = {key[0].upper() + key[1:]: letter.upper() for key, letter in table.items() if len(key) > 1}
    return table | mixed | capitals


TCVN3: dict[str, str] = _tcvn3()
"""One character to one letter."""

VNI: dict[str, str] = _vni()
"""One or two characters to one letter; the sign behind a capital may itself be small."""
