"""The gate before web pages: whether it is worth finding the article in a page."""

from __future__ import annotations

from readouts.knowledge import Knowledge
from readouts.language.markup import visible
from readouts.reports import triggers
from readouts.sources import Page
from readouts.sources.decoding import Undecodable, decode


def worth_reading(page: Page, knowledge: Knowledge) -> bool:
    """Whether a page of an archive is worth the time to find the article in it.

    A web page that cannot tell of a contact is not; everything else is, and so is what cannot be decoded: reading it
    says why.
    """
    if page.kind != "html":
        return True
    try:
        markup = decode(page.raw, page=True, charset=page.charset).text
    except Undecodable:
        return True
    return may_tell(markup, knowledge)


def may_tell(markup: str, knowledge: Knowledge) -> bool:
    """Whether an article in this page may tell of a contact, going by all its words.

    Made for archives, where it costs a tenth of finding the article in the page. What this lets pass is read as any
    page is, so that no reading depends on it.

    >>> from readouts.knowledge import load
    >>> page = "<nav>Sport | Markets</nav><p>French President Emmanuel <b>Macron</b> called Xi&nbsp;Jinping.</p>"
    >>> may_tell(page, load()), may_tell("<p>Rain is on its way to France.</p>", load())
    (True, False)
    """
    return triggers.load().gate.passes(visible(markup), knowledge)
