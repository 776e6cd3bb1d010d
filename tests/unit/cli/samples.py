"""Hand-made results that show the range of what can be rendered."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tidegate.cli.render.words import ListWords
from tidegate.model.listing import (
    Address,
    Citation,
    Listing,
    Name,
    NameKind,
    PartyKind,
    Policy,
    PolicyTerm,
    Requirement,
    ReviewPolicy,
    Scope,
)
from tidegate.model.match import Match, Piece, Route
from tidegate.model.party import Party
from tidegate.model.results import (
    Context,
    Degraded,
    Hit,
    Outcome,
    ScreenedParty,
    SnapshotUse,
)
from tidegate.model.time import Basis, Dating, Force, InForce, Version

KNOWN = datetime(2026, 11, 22, 13, 8, tzinfo=UTC)
SHA = "1a2b3c4d5e6f70819203a4b5c6d7e8f9" * 2


def version(listing: Listing) -> Version:
    return Version(
        listing=listing,
        dating=Dating(),
        seen_from=date(2026, 3, 25),
        last_seen=date(2026, 3, 25),
        seen_to=None,
        recorded_from=KNOWN,
        recorded_to=None,
        snapshot=SHA,
    )


HIKVISION = Listing(
    list_id="us_bis_entity_list",
    key="china/hangzhouhikvisiondigitaltechnologycoltd",
    kind=PartyKind.ORGANIZATION,
    names=(
        Name(text="Hangzhou Hikvision Digital Technology Co., Ltd."),
        Name(text="Hikvision", kind=NameKind.AKA),
        Name(text="杭州海康威视数字技术股份有限公司", kind=NameKind.AKA, native=True,
             provenance="supplement", source="company register"),
    ),
    addresses=(Address(text="No. 555 Qianmo Road, Binjiang District, Hangzhou 310052"),),
    country="China",
    requirement=Requirement(
        text="For all items subject to the EAR (See § 744.11 of the EAR).", scope=Scope.ALL_ITEMS
    ),
    policy=ReviewPolicy(
        text="Case-by-case review for ECCNs 1A004.c, 1A004.d, 1A995, 1A999.a, 1D003, 2A983, 2D983, "
        "and 2E983, and for EAR99 items described in the Note to ECCN 1A995; case-by-case review "
        "for items necessary to detect, identify and treat infectious disease; and presumption of "
        "denial for all other items subject to the EAR.",
        terms=(
            PolicyTerm(policy=Policy.CASE_BY_CASE, eccns=("1A004.c",)),
            PolicyTerm(policy=Policy.PRESUMPTION_OF_DENIAL),
        ),
    ),
    citations=(
        Citation(text="84 FR 54004, 10/9/19", volume=84, page=54004, published=date(2019, 10, 9)),
    ),
)  # fmt: skip

HIT = Hit(
    listing=HIKVISION,
    match=Match(
        listing_id=HIKVISION.listing_id,
        score=0.974321,
        name="Hangzhou Hikvision Digital Technology Co., Ltd.",
        asked="杭州海康威視數字技術",
        pieces=(
            Piece(ours="海康威視", theirs="Hikvision", route=Route.TRANSLATED, weight=0.5,
                  ours_spans=((2, 6),), theirs_spans=((9, 18),)),
            Piece(ours="杭州", theirs="Hangzhou", route=Route.PLACE, weight=0.1,
                  ours_spans=((0, 2),), theirs_spans=((0, 8),)),
            Piece(ours="數字技術", theirs="Digital Technology", route=Route.TRANSLATED, weight=0.3,
                  ours_spans=((6, 10),), theirs_spans=((19, 37),)),
            Piece(ours="", theirs="Co., Ltd.", route=Route.MISSING_OURS, weight=0.1, similarity=0.0,
                  against=True, theirs_spans=((38, 47),)),
        ),
    ),
    force=InForce(
        force=Force.IN_FORCE,
        version=version(HIKVISION),
        since=date(2019, 10, 9),
        since_basis=Basis.EFFECTIVE,
        reason="in force since 2019-10-09 (effective date)",
    ),
    list_title="Entity List",
    rule_citation="84 FR 54002",
)  # fmt: skip

NOT_YET = Hit(
    listing=HIKVISION,
    match=HIT.match,
    force=InForce(
        force=Force.NOT_YET,
        version=version(HIKVISION),
        since=date(2019, 10, 9),
        since_basis=Basis.EFFECTIVE,
        reason="not in force on 2019-05-22: first in force 2019-10-09 (effective date)",
    ),
    list_title="Entity List",
    rule_citation="84 FR 54002",
)

ADDRESS = Hit(
    listing=Listing(
        list_id="us_bis_entity_list",
        key="hongkong/address07",
        kind=PartyKind.ADDRESS,
        addresses=(Address(text="Unit 1, 1/F, Example Building, 1 Example Street, Hong Kong"),),
        country="Hong Kong",
    ),
    match=Match(
        listing_id="us_bis_entity_list:hongkong/address07",
        score=1.0,
        name="Unit 1, 1/F, Example Building, 1 Example Street, Hong Kong",
        pieces=(
            Piece(ours="1 Example Street", theirs="1 Example Street", route=Route.SAME, weight=1),
        ),
    ),
    force=InForce(
        force=Force.UNDETERMINED,
        version=version(HIKVISION),
        reason="the list gives no date from which it is in force",
    ),
    list_title="Entity List",
    met="address",
    weak=True,
    doubt="only the address is shared",
    caveats=("the address is that of a listed party: a red flag to resolve",),
)  # fmt: skip

CONTEXT = Context(
    on=date(2026, 11, 22),
    known=KNOWN,
    engine="tidegate 0.1.0",
    configuration="c0ffee" * 10,
    threshold=0.72,
    snapshots=(
        SnapshotUse(
            list_id="us_bis_entity_list", sha256=SHA, list_date=date(2026, 3, 25), recorded=KNOWN,
            entries=3415, listings=3415,
        ),
        SnapshotUse(
            list_id="us_ofac_sdn", sha256=SHA[::-1], list_date=date(2026, 11, 22), recorded=KNOWN,
            entries=20, listings=20, starter=True,
        ),
    ),
    degraded=(
        Degraded(what="us_ofac_sdn", reason="only the starter list is loaded: 20 chosen entries",
                 todo="Load the official list: tidegate update"),
        Degraded(what="us_bis_entity_list", reason="the newest snapshot is of 2026-03-25, 242 days "
                 "before the date asked about (limit 7)", todo="Mend it: tidegate update"),
    ),
)  # fmt: skip

LISTS = ListWords(
    titles={"us_bis_entity_list": "Entity List", "us_ofac_sdn": "Specially Designated Nationals"},
    effects={"us_bis_entity_list": "A licence is needed.", "us_ofac_sdn": "All dealings stop."},
)

ALERT = ScreenedParty(
    party=Party(name="杭州海康威視數字技術", country="中国", ref="C-002", row=3),
    outcome=Outcome.ALERT,
    reason="1 listing in force",
    hits=(HIT,),
)
CLEAR = ScreenedParty(
    party=Party(name="Intel Corporation", country="US", ref="C-003", row=4),
    outcome=Outcome.CLEAR,
    reason="nothing found",
)
LATER = ScreenedParty(
    party=Party(name="Hikvision", row=5),
    outcome=Outcome.CLEAR,
    reason="met only listings that are not in force on 2019-05-22",
    others=(NOT_YET,),
)
DOUBT = ScreenedParty(
    party=Party(name="Some Other Trading Ltd", addresses=("1 Example Street",), row=6),
    outcome=Outcome.UNDETERMINED,
    reason="the list gives no date from which it is in force",
    hits=(ADDRESS,),
)
NASTY = ScreenedParty(
    party=Party(
        name='=HYPERLINK("http://x")<script>alert(1)</script>\x1b[31m\u202eevil', ref="+1+1", row=7
    ),
    outcome=Outcome.CLEAR,
    reason="nothing found",
)
ROWS = (ALERT, CLEAR, LATER, DOUBT, NASTY)
