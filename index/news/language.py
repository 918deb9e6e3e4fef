"""Which language a text is in, so that a reader is told when it is not the one Dateline works in."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

ENGLISH = "en"

_ENOUGH = 1_500
"""Characters that are looked at: more changes no verdict."""

_SURE = 0.9
"""The share another language must have. Names, tables and headlines score low in all, and are English."""

_NO_LANGUAGE = "zxx"


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the language of ``text``: English unless it is surely another.

    A short English line full of names looks like half a dozen languages, and a wrong warning teaches
    people to ignore warnings; so the doubt goes to English.
    """
    code, share = _identifier().classify(text[:_ENOUGH])
    return ENGLISH if code == _NO_LANGUAGE or share < _SURE else str(code)
