"""What pages ask of a ledger: bounded in number, so that each answer stays quick however large the ledger is."""

from __future__ import annotations

from datetime import date

from readouts.ledger.ahead import Upcoming, find_open_pledges, find_upcoming
from readouts.ledger.chains import Chain, Piece, find_chains, find_pieces
from readouts.ledger.contact import LedgerContact
from readouts.ledger.following import Pledge
from readouts.ledger.hits import (
    ArticleHit,
    ContactHit,
    Page,
    StatementHit,
    Wanted,
    find_articles,
    find_contact_hits,
    find_statements,
)
from readouts.ledger.meetings import (
    Among,
    Meeting,
    Of,
    Partner,
    Spot,
    count_busiest,
    count_meetings,
    count_partners,
    count_places,
    find_latest,
)
from readouts.ledger.queue import Evidence, Portion, QueueOf, find_evidence, find_waiting
from readouts.ledger.rolls import Listed, RollOf, find_listed
from readouts.ledger.store import Store


class Survey:
    """A ledger as pages look at it; made by `Ledger.survey`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def articles(self, wanted: Wanted, page: int = 0) -> Page[ArticleHit]:
        """The articles with all the words, the best first."""
        with self._store.reading() as connection:
            return find_articles(connection, wanted, page)

    def statements(self, wanted: Wanted, page: int = 0) -> Page[StatementHit]:
        """The statements with all the words, those of the best articles first."""
        with self._store.reading() as connection:
            return find_statements(connection, wanted, page)

    def contacts(self, wanted: Wanted, page: int = 0) -> Page[ContactHit]:
        """The contacts that articles with all the words report, those of the best articles first."""
        with self._store.reading() as connection:
            return find_contact_hits(connection, wanted, page)

    def latest(self, among: Among, most: int) -> list[LedgerContact]:
        """The latest contacts, undated ones last."""
        with self._store.reading() as connection:
            return find_latest(connection, among, most)

    def partners(self, among: Among, of: Of, most: int) -> tuple[list[Partner], bool]:
        """Whom the persons or the state met most; and whether older contacts were left uncounted."""
        with self._store.reading() as connection:
            return count_partners(connection, among, of, most)

    def busiest(self, among: Among, of: Of, most: int) -> tuple[list[Partner], bool]:
        """Who took part in most contacts; and whether older contacts were left uncounted."""
        with self._store.reading() as connection:
            return count_busiest(connection, among, of, most)

    def meetings(self, among: Among, of: Of, most: int) -> tuple[list[Meeting], bool]:
        """The pairs that met most; and whether older contacts were left uncounted."""
        with self._store.reading() as connection:
            return count_meetings(connection, among, of, most)

    def places(self, among: Among) -> tuple[list[Spot], bool]:
        """Where the contacts took place; and whether older ones were left uncounted."""
        with self._store.reading() as connection:
            return count_places(connection, among)

    def roll(self, of: RollOf, words: str = "", after: str = "", most: int = 100) -> tuple[list[Listed], bool]:
        """The persons, states or outlets by name, behind one of them; and whether more follow."""
        with self._store.reading() as connection:
            return find_listed(connection, of, words, after, most)

    def chains(self, outlet: str | None = None) -> list[Chain]:
        """Who reports by whose word in the newest articles, or in those that an outlet has a part in."""
        with self._store.reading() as connection:
            return find_chains(connection, outlet)

    def pieces(self, outlet: str) -> list[Piece]:
        """The latest articles of an outlet."""
        with self._store.reading() as connection:
            return find_pieces(connection, outlet)

    def waiting(self, of: QueueOf, after: str | None = None) -> Portion:
        """What waits for a person to decide."""
        with self._store.reading() as connection:
            return find_waiting(connection, of, after)

    def evidence(self, contact: LedgerContact) -> list[Evidence]:
        """The first reports of a contact with the sentences that tell of it."""
        with self._store.reading() as connection:
            return find_evidence(connection, contact)

    def upcoming(self, on: date) -> tuple[list[Upcoming], bool]:
        """Contacts that lay ahead on a day; and whether there are more."""
        with self._store.reading() as connection:
            return find_upcoming(connection, on)

    def open_pledges(self, on: date, kept: bool = False) -> tuple[list[Pledge], bool]:
        """Invitations and promises as they stood on a day; and whether there are older ones."""
        with self._store.reading() as connection:
            return find_open_pledges(connection, on, kept)
