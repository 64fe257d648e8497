"""Language: which one a text is in, its sentences, its names, and the parses that are worth having."""
