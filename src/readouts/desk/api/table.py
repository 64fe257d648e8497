"""The table of operations: from it come the routes, the OpenAPI document and what the documentation lists."""

from __future__ import annotations

from readouts.desk.api import articles, contacts, reviewing
from readouts.desk.api.asking import (
    ArticlesAsked,
    ContactsAsked,
    CountAsked,
    DoubtsAsked,
    FieldAsked,
    MetAsked,
    OfficesAsked,
    Paged,
    PledgesAsked,
    ReportsAsked,
    SearchAsked,
    SidesAsked,
    StatementsAsked,
    VersionsAsked,
)
from readouts.desk.api.operation import Nothing, Operation, change, look
from readouts.ledger import Held, LedgerContact, Size, Support
from readouts.ledger.counting import Count
from readouts.ledger.listing import ReportOf
from readouts.ledger.sidebyside import SideBySide
from readouts.model import Reading

OPERATIONS: tuple[Operation, ...] = (
    look("showSize", "/size", "How much the ledger holds", Size, Nothing, reviewing.show_size),
    look("listContacts", "/contacts", "Contacts by day", contacts.Contacts, ContactsAsked, contacts.list_contacts),
    look(
        "showContact",
        "/contacts/{contact}",
        "A contact with all that is known of it",
        LedgerContact,
        Nothing,
        contacts.show_contact,
        refuses=(404,),
    ),
    look(
        "showReasons",
        "/contacts/{contact}/reasons",
        "The sentences behind its values",
        contacts.Reasons,
        FieldAsked,
        contacts.show_reasons,
        refuses=(404,),
    ),
    look(
        "showSupport",
        "/contacts/{contact}/support",
        "Its independent origins, and copies of one text",
        Support,
        Nothing,
        contacts.show_support,
        refuses=(404,),
    ),
    look(
        "showSideBySide",
        "/contacts/{contact}/side-by-side",
        "Two accounts of it beside each other",
        SideBySide,
        SidesAsked,
        contacts.show_side_by_side,
        refuses=(404, 422),
    ),
    look("listArticles", "/articles", "Articles by id", articles.Articles, ArticlesAsked, articles.list_articles),
    look(
        "showArticle",
        "/articles/{article}",
        "An article with all that was read of it",
        Reading,
        Nothing,
        articles.show_article,
        refuses=(404,),
    ),
    look(
        "listReports",
        "/reports",
        "Reports, each with its contact: the crosswalk",
        articles.Reports,
        ReportsAsked,
        articles.list_reports,
    ),
    look(
        "showReport",
        "/reports/{article}/{report}",
        "What one article says of one contact",
        ReportOf,
        Nothing,
        articles.show_report,
        refuses=(404,),
    ),
    look(
        "listStatements",
        "/statements",
        "Who said what",
        articles.Statements,
        StatementsAsked,
        articles.list_statements,
    ),
    look(
        "listVersions",
        "/versions",
        "The texts of an article, and what changed",
        articles.Versions,
        VersionsAsked,
        articles.list_versions,
        refuses=(404,),
    ),
    look("search", "/search", "What holds the words, the best first", articles.Hits, SearchAsked, articles.search),
    look(
        "count",
        "/counts",
        "How many contacts, by which rules",
        Count,
        CountAsked,
        contacts.count,
        refuses=(422,),
    ),
    look(
        "listPartners",
        "/partners",
        "Whom persons or a state met most",
        contacts.Partners,
        MetAsked,
        contacts.list_partners,
    ),
    look("listMeetings", "/meetings", "Who met whom most", contacts.Meetings, MetAsked, contacts.list_meetings),
    look("listPlaces", "/places", "Where they met", contacts.Places, MetAsked, contacts.list_places),
    look("listOffices", "/offices", "Who held which office", reviewing.Offices, OfficesAsked, reviewing.list_offices),
    look(
        "listPledges", "/pledges", "Invitations and promises", reviewing.Pledges, PledgesAsked, reviewing.list_pledges
    ),
    look(
        "listDoubts",
        "/doubts",
        "What is unsure: the queue of review",
        reviewing.Doubts,
        DoubtsAsked,
        reviewing.list_doubts,
    ),
    look("listJudgements", "/judgements", "What people judged", reviewing.Judgements, Paged, reviewing.list_judgements),
    look(
        "showJudgement",
        "/judgements/{judgement}",
        "A judgement as it is now",
        Held,
        Nothing,
        reviewing.show_judgement,
        refuses=(404,),
    ),
    change(
        "judge",
        "/judgements",
        "Judge: accept, reject, correct, merge, split, note, undo",
        Held,
        reviewing.Judging,
        reviewing.judge,
        refuses=(412, 422),
    ),
)
