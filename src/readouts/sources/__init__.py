"""Bytes to articles: files, folders, globs and standard input; plain text, HTML, JSON lines; gzip of each."""

from readouts.sources.articles import make_article
from readouts.sources.loaded import Failure, Loaded, Options
from readouts.sources.publication import read_published
from readouts.sources.reading import read

__all__ = ["Failure", "Loaded", "Options", "make_article", "read", "read_published"]
