"""The gate before web pages: whether it is worth finding the article in a page."""

from __future__ import annotations

from readouts.knowledge import Knowledge
from readouts.language.markup import visible
from readouts.reports import triggers


def may_tell(markup: str, knowledge: Knowledge) -> bool:
    """Whether an article in this page may tell of a contact, going by all its words.

    Made for archives, where it costs a hundredth of finding the article in the page. What this lets pass is read as any
    page is, so that no reading depends on it.

    >>> from readouts.knowledge import load
    >>> page = "<nav>Sport | Markets</nav><p>French President Emmanuel <b>Macron</b> called Xi&nbsp;Jinping.</p>"
    >>> may_tell(page, load()), may_tell("<p>Rain is on its way to France.</p>", load())
    (True, False)
    """
    return triggers.load().gate.passes(visible(markup), knowledge)
