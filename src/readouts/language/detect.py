"""Which language a text is in, so that what is not English is held back and not guessed at.

Two witnesses: the share of unmistakably English words, which settles most articles without a model, and a
statistical model (py3langid), loaded once and only when needed. A headline of foreign names says little to either:
short of good evidence a text is never called foreign.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from readouts.errors import KnowledgeError

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Characters from the beginning, the middle and the end of a long text that stand for the whole.
_WINDOW = 1_000
# "The" and its kin make up 7 words in 100 of nearly all English prose, and none of other languages' prose.
_ENGLISH_SHARE = 0.05
_ENGLISH_COUNT = 5
# Three of so few words say it as well: the model has not contradicted them once in 8,000 texts.
_ENGLISH_COUNT_SHORT, _SHARE_SHORT = 3, 0.06
# A headline of one name in another spelling ("Tô Lâm") can make the model as sure as .55 of a wrong language.
_SHORT, _SURE_SHORT, _SURE_LONG = 100, 0.65, 0.5
# The model takes many English headlines, those from Nigeria above all, for Nigerian Pidgin.
_SURE_PIDGIN = 0.95
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Language:
    """A language, as an ISO 639 code ("und" where a text has no words), and whether the evidence is good.

    A foreign code can be that of a near relation (Croatian and Serbian): sure is that it is, or is not, English.
    """

    code: str
    sure: bool

    @property
    def foreign(self) -> bool:
        """Whether the text is surely not English."""
        return self.sure and self.code != "en"


def identify(text: str) -> Language:
    """The language most of a text is in.

    Long texts are judged by three windows of 1,000 characters. Text mixed of English and another language, and text
    too short to tell, is not sure.

    >>> identify("Le ministre des Affaires étrangères est attendu à Pékin jeudi.").code
    'fr'
    >>> identify("Lavrov, Wang Yi meet in Beijing").foreign
    False
    """
    sample = _sample(text)
    words = _WORD.findall(sample.lower())
    if not words:
        return Language("und", False)
    unmistakable = _unmistakable()
    english = sum(word in unmistakable for word in words)
    share = english / len(words)
    if english >= _ENGLISH_COUNT_SHORT and share >= (_ENGLISH_SHARE if english >= _ENGLISH_COUNT else _SHARE_SHORT):
        return Language("en", True)
    code, trust, runners_up = _ask_model(sample)
    contradicted = share >= _ENGLISH_SHARE / 2
    long = len(sample) >= _SHORT
    if code == "zxx":  # the model's "no linguistic content": figures, lists of codes
        return Language("und", False)
    if code == "pcm" and not (long and trust >= _SURE_PIDGIN and not contradicted):
        return Language("en", trust >= _SURE_LONG)
    if code == "en":
        return Language("en", trust + runners_up.get("pcm", 0.0) >= _SURE_LONG)
    if _mostly_unlatin(words):
        return Language(code, True)
    if long and not {"en", "pcm"} & set(runners_up):
        trust += sum(runners_up.values())  # Bosnian, Croatian and Serbian share what is one language's due
    return Language(code, trust >= (_SURE_LONG if long else _SURE_SHORT) and not contradicted)


def _sample(text: str) -> str:
    if len(text) <= 3 * _WINDOW:
        return text
    middle = (len(text) - _WINDOW) // 2
    return "\n".join((text[:_WINDOW], text[middle : middle + _WINDOW], text[-_WINDOW:]))


def _mostly_unlatin(words: list[str]) -> bool:
    """Whether most letters are of another script; no English text has them, and no list of names in one."""
    letters = "".join(words)
    latin = sum(letter < "ʰ" or "Ḁ" <= letter <= "ỿ" for letter in letters)
    return latin * 2 < len(letters)


def _ask_model(sample: str) -> tuple[str, float, dict[str, float]]:
    """The model's first choice, how far it trusts it (0 to 1), and the same of the next two."""
    (code, trust), *rest = _model().rank(sample)[:3]
    return code, trust, dict(rest)


@cache
def _model() -> LanguageIdentifier:
    """The model, loaded at the first question: it costs most of a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _unmistakable() -> frozenset[str]:
    """The shipped words; KnowledgeError where the file is wrong."""
    name = "language/data/english.toml"
    try:
        words = tomllib.loads(files("readouts").joinpath(name).read_text(encoding="utf-8"))["unmistakable"]
    except (KeyError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{name}: {error}: write one list, unmistakable = [...]") from error
    for word in words:
        if not _WORD.fullmatch(word) or word != word.lower():
            raise KnowledgeError(f"{name}: {word!r} is not one word in lower case; mend it")
    if len(set(words)) != len(words):
        raise KnowledgeError(f"{name}: a word stands twice; keep one")
    return frozenset(words)
