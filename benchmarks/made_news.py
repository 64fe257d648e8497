"""Readings of a stream of news, made: every article another, of which one of twenty tells of a contact of its own.

What the articles say, who takes part and on which days is drawn as for `made_ledger.py`. The same seed, the same news.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from made_ledger import DAYS, FIRST, SEED, Crowd, make_reading, tell_contact
from readouts.model import Reading

RELEVANT = 20


def made_news(number: int) -> Iterator[Reading]:
    """So many readings, in order."""
    chance = random.Random(SEED)
    crowd = Crowd(chance)
    for place in range(number):
        first = second = crowd.pick(chance)
        while second == first:
            second = crowd.pick(chance)
        day = FIRST + timedelta(chance.randrange(DAYS))
        reading = make_reading(place, tell_contact((first, second), day, chance), day, chance)
        telling = place % RELEVANT == 0
        yield reading if telling else replace(reading, contacts=(), statements=(), commitments=(), held_back=())
