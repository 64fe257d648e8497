"""The day of publication that a page declares: found by htmldate, in those places only where it can be one."""

from __future__ import annotations

import json
import re
from calendar import month_abbr, month_name
from collections.abc import Iterator, MutableMapping
from copy import deepcopy
from datetime import date
from typing import Protocol, Self

LAST_DAY = "2100-12-31"  # not today: the same page must give the same date tomorrow

# Attributes that mark the date of the article, and those of parts of a page that have dates of their own.
_DATED = re.compile(r"date|time|publi|posted|byline|meta|created|issued|stamp", re.I)
_APART = re.compile(
    r"comment|related|recommend|promo|today|sidebar|most-?read|trending|widget|foot|clock|masthead|newsletter|archive",
    re.I,
)
# Attributes of the body that can hold a date or say that one is near: not the addresses of pictures and links.
_TELLING = {"class", "id", "itemprop", "datetime", "pubdate", "title", "content", "data-utime", "type"}
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_ARTICLE = re.compile("Article|Posting|Report|WebPage")
_LATER = re.compile(r"modif|updat|revis", re.I)


class Element(Protocol):
    """What is used here of an element of lxml, which carries no types."""

    tag: object  # a string, save of comments
    text: str | None
    tail: str | None
    attrib: MutableMapping[str, str]

    def get(self, name: str, default: str) -> str: ...
    def getparent(self) -> Self | None: ...
    def iter(self, *tags: str) -> Iterator[Self]: ...
    def find(self, path: str) -> Self | None: ...
    def remove(self, element: Self) -> None: ...


def find_declared_day(tree: Element, url: str | None) -> date | None:
    """The day of first publication by a page's metadata, its address or an element marked as its date; else None.

    The day is the one written, in whatever zone. Running text, titles, comments and related items are not looked at;
    dates without a day (2026-04), those that depend on the country (03/04/2026) and dates that contradict each other
    count for nothing.
    """
    from htmldate import find_date

    page = deepcopy(tree)
    _take_out_parts(page)
    _keep_marked_text(page)
    _settle_times(page)
    _settle_scripts(page)
    found = find_date(page, original_date=True, deferred_url_extractor=True, max_date=LAST_DAY, url=url)
    day = date.fromisoformat(found) if found else None
    # The finder fills up what a date lacks with today's day: only what stands there whole is believed.
    return day if day and _stands(day, [*_declarations(page), url or ""]) else None


def _take_out_parts(page: Element) -> None:
    """Empties the parts of a page that have dates of their own, and what tells of later changes."""
    for part in list(page.iter()):
        parent = part.getparent()
        if parent is None or part.tag in ("body", "head", "main", "article"):
            continue
        if part.tag == "meta":
            apart = _LATER.search(f"{part.get('property', '')} {part.get('name', '')} {part.get('itemprop', '')}")
        else:
            apart = _APART.search(f"{part.get('class', '')} {part.get('id', '')}")
        if apart or part.tag in ("nav", "footer", "aside") or (part.tag == "header" and not _within(part, "article")):
            parent.remove(part)


def _within(element: Element, tag: str) -> bool:
    above = element.getparent()
    while above is not None and above.tag != tag:
        above = above.getparent()
    return above is not None


def _keep_marked_text(page: Element) -> None:
    """Takes from the page all text and addresses that are no declaration of a date."""
    for element in page.iter():
        if not _marks_date(element) and (element.tag in ("title", "style", "script") or _within(element, "body")):
            element.text = None
        element.tail = None
        if _within(element, "body"):
            for name in set(element.attrib) - _TELLING:
                del element.attrib[name]


def _marks_date(element: Element) -> bool:
    """Whether an element says by its name or attributes, or those of the one around it, that its text is a date."""
    if element.tag == "script":
        return "ld+json" in element.get("type", "")
    if element.tag in ("time", "abbr"):
        return True
    return any(
        _DATED.search(f"{near.get('class', '')} {near.get('id', '')} {near.get('itemprop', '')}")
        for near in (element, element.getparent())
        if near is not None and near.tag not in ("body", "html", "article", "main")
    )


def _settle_times(page: Element) -> None:
    """Removes the times of a page that name several days, as lists of stories and live reports have."""
    times = [time for time in page.iter("time") if not time.get("itemprop", "") and time.get("pubdate", "no") == "no"]
    if len({time.get("datetime", "")[:10] for time in times}) > 1:
        for time in times:
            parent = time.getparent()
            if parent is not None:
                parent.remove(time)


def _settle_scripts(page: Element) -> None:
    """Leaves in the metadata scripts nothing but the time of publication, if their articles agree on one."""
    scripts = [script for script in page.iter("script") if script.text]
    times = [time for script in scripts for time in _article_times(script.text or "")]
    for script in scripts:
        script.text = None
    if scripts and len({time[:10] for time in times}) == 1:
        scripts[0].text = json.dumps({"datePublished": times[0]})


def _article_times(script: str) -> list[str]:
    """When the articles of a metadata script were published; in one that is no sound JSON, whatever was."""
    try:
        found = json.loads(script)
    except (ValueError, RecursionError):
        return _PUBLISHED.findall(script)
    outer = found if isinstance(found, list) else [found]
    graphs = [each["@graph"] for each in outer if isinstance(each, dict) and isinstance(each.get("@graph"), list)]
    objects = [*outer, *(each for graph in graphs for each in graph)]
    articles = [each for each in objects if isinstance(each, dict) and _ARTICLE.search(str(each.get("@type")))]
    return [each["datePublished"] for each in articles if isinstance(each.get("datePublished"), str)]


def _declarations(page: Element) -> Iterator[str]:
    """Every text and value in which a page can declare a date."""
    for element in page.iter():
        yield element.text or ""
        for attribute in ("content", "datetime", "title", "data-utime"):
            yield element.get(attribute, "")


def _stands(day: date, places: list[str]) -> bool:
    """Whether a day stands whole and unmistakable in one of these texts."""
    year, month, number = day.year, day.month, day.day
    numeric = [f"{year}[-/.]?0?{month}[-/.]?0?{number}"]
    if number > 12 or number == month:
        numeric += [f"0?{number}[-/.]0?{month}[-/.]{year}", f"0?{month}[-/.]0?{number}[-/.]{year}"]
    name = f"(?:{month_name[month]}|{month_abbr[month]}|{month_abbr[month]}t)\\.?"
    spelt = [f"0?{number}(?:st|nd|rd|th)?,? (?:of )?{name},? {year}", f"{name} 0?{number}(?:st|nd|rd|th)?,? {year}"]
    whole = re.compile("|".join(f"(?<!\\d){one}(?!\\d)" for one in (*numeric, *spelt)), re.I)
    return any(whole.search(place) for place in places)
