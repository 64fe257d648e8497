"""What a contact rests on: its independent origins, the copies among its reports, and the origins of each field."""

from __future__ import annotations

from rich.text import Text

from readouts.ledger.support import Support
from readouts.views.screen import Column, Screen
from readouts.views.words import count_words, elide, show_word

_LABEL = 20


def say_support(support: Support) -> str:
    """The support in one line.

    >>> from readouts.ledger.support import Backing
    >>> kremlin = Backing("Kremlin", "official", ("a", "b"), "chain")
    >>> say_support(Support(3, (kremlin, Backing("AFP", "agency", ("c",), "dateline")), (), (), ()))
    '3 articles, 2 independent origins, one of them official'
    >>> say_support(Support(1, (), ("a",), (), ()))
    '1 article, no known origin'
    """
    articles = count_words(support.articles, "article")
    number = len(support.origins)
    if not number:
        return f"{articles}, no known origin"
    origins = f"{number} independent origin{'s' if number > 1 else ''}"
    if number == 1:
        return f"{articles}, {origins}, {'official' if support.official else 'not official'}"
    numbers = {0: "none", 1: "one", number: "all"}
    return f"{articles}, {origins}, {numbers.get(support.official, str(support.official))} of them official"


def show_support(support: Support, screen: Screen) -> None:
    """Prints the origins with the articles that go back to each, the families of copies, and the fields' origins."""
    screen.line()
    screen.line(Text("origins", style="bold"))
    rest = screen.width - 2 - 22 - 2 - 8 - 2 - 24 - 2
    rows: list[tuple[str, str, str, str]] = [
        (elide(one.name, 22), one.kind, elide(one.rule, 24), elide(", ".join(one.articles), rest))
        for one in support.origins
    ]
    if support.unknown:
        rows.append(("not known", "", "adds none", elide(", ".join(support.unknown), rest)))
    screen.table([Column("")] * 4, rows, heads=False, indent=2)
    for family in support.copies:
        screen.hanging(f"  {family.kind}", f"copies: {', '.join(family.members)}", _LABEL)
    screen.line()
    screen.line(Text("said by", style="bold"))
    for field in support.fields:
        origins = ", ".join(field.origins) or "no known origin"
        words = f"{count_words(len(field.articles), 'article')}; {origins}"
        screen.hanging(f"  {show_word(field.field)}", words, _LABEL)
