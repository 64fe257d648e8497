"""Bytes to articles: files, folders, globs and standard input, of every format that docs/inputs.md lists."""

from readouts.sources.articles import make_article
from readouts.sources.loaded import Failure, Loaded, Options, Passed
from readouts.sources.page import Page
from readouts.sources.publication import read_published
from readouts.sources.reading import iter_pages, pages_of, read

__all__ = [
    "Failure",
    "Loaded",
    "Options",
    "Page",
    "Passed",
    "iter_pages",
    "make_article",
    "pages_of",
    "read",
    "read_published",
]
