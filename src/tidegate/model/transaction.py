"""What is asked about: who does what with which item, from where to where, for what, when.

Everything that is not stated is unknown, and unknown never clears: a rule that needs it answers
for all that it may be. Lists (parties, items, stakes) count as whole only with `complete: true`.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from tidegate.model.listing import Frozen, Requirement, ReviewPolicy
from tidegate.model.time import Force


class Act(StrEnum):
    """What is done. `transfer` is within one foreign country; a `deemed` act releases technology or
    source code to a foreign person."""

    EXPORT = "export"
    REEXPORT = "reexport"
    TRANSFER = "transfer"
    DEEMED_EXPORT = "deemed_export"
    DEEMED_REEXPORT = "deemed_reexport"
    IMPORT = "import"
    PURCHASE = "purchase"
    INVEST = "invest"
    PAY = "pay"


SENDING = frozenset(
    {Act.EXPORT, Act.REEXPORT, Act.TRANSFER, Act.DEEMED_EXPORT, Act.DEEMED_REEXPORT}
)
"""The acts that the Export Administration Regulations license."""


class Asker(StrEnum):
    """Who asks: the same listing means something else to each."""

    EXPORTER = "exporter"
    IMPORTER = "importer"
    INVESTOR = "investor"
    CONTRACTOR = "contractor"
    BANK = "bank"
    UNIVERSITY = "university"
    BUYER = "buyer"


class EndUse(StrEnum):
    """What the items are for, as far as it is known. `civil` states that none of the others is."""

    CIVIL = "civil"
    MILITARY = "military"
    MILITARY_INTELLIGENCE = "military_intelligence"
    NUCLEAR = "nuclear"
    MISSILE = "missile"
    CHEMICAL_BIOLOGICAL = "chemical_biological"
    MARITIME_NUCLEAR = "maritime_nuclear"
    SUPERCOMPUTER = "supercomputer"
    ADVANCED_NODE = "advanced_node"
    CHIP_EQUIPMENT = "chip_equipment"
    UNKNOWN = "unknown"


class Purpose(StrEnum):
    """What a shipment is, where a transaction-based licence exception turns on it."""

    SALE = "sale"
    TEMPORARY = "temporary"
    REPLACEMENT = "replacement"
    GOVERNMENT = "government"
    GIFT = "gift"
    HUMANITARIAN = "humanitarian"
    BAGGAGE = "baggage"
    VESSEL_OR_AIRCRAFT = "vessel_or_aircraft"
    OPERATION_SOFTWARE = "operation_software"
    NEWS_MEDIA = "news_media"


class Nature(StrEnum):
    """What an item is, where a rule turns on it and the ECCN does not say."""

    COMMODITY = "commodity"
    SOFTWARE = "software"
    TECHNOLOGY = "technology"
    FOOD = "food"
    MEDICINE = "medicine"
    MEDICAL_DEVICE = "medical_device"
    AGRICULTURAL = "agricultural"
    LUXURY = "luxury"
    PERSONAL_COMMUNICATION = "personal_communication"


class Peak(Frozen, forbid_unknown_fields=True):
    """A dense peak rate of a chip: tera-operations a second (a multiply-accumulate is two) at a
    bit length."""

    tera: float
    bits: int


class Item(Frozen, omit_defaults=True, forbid_unknown_fields=True):
    """What is shipped, bought or released. `eccn` with its paragraph (`3A090.a`), `EAR99`, or
    `unknown`. `hts` is the tariff heading (six digits or more). `origin` is where it was made,
    `us_content_pct` the share of its value that is controlled content from the United States.
    `us_technology` says whether it is the direct product of technology, software or a plant
    that a foreign direct product rule names. `tpp` is total processing performance,
    `performance_density` TPP per square millimetre, `dram_bandwidth_gbps` total memory bandwidth,
    `datacenter` whether it is designed or marketed for data centres."""

    eccn: str | None = None
    description: str | None = None
    nature: Nature | None = None
    hts: str | None = None
    origin: str | None = None
    value_usd: float | None = None
    us_content_pct: float | None = None
    us_technology: bool | None = None
    peaks: tuple[Peak, ...] = ()
    die_area_mm2: float | None = None
    tpp: float | None = None
    performance_density: float | None = None
    dram_bandwidth_gbps: float | None = None
    datacenter: bool | None = None
    quantity: float | None = None


class StatedListing(Frozen, omit_defaults=True, forbid_unknown_fields=True):
    """A listing that the asker already knows of. `list` is the id of the list; `footnotes`,
    `requirement` and `policy` as the entry prints them; `from` and `to` bound its time in force
    (without them: in force on the date asked)."""

    list: str
    listing: str | None = None
    footnotes: tuple[int, ...] = ()
    requirement: str | None = None
    policy: str | None = None
    programs: tuple[str, ...] = ()
    from_: date | None = msgspec.field(default=None, name="from")
    to: date | None = None


class TransactionParty(Frozen, omit_defaults=True, forbid_unknown_fields=True):
    """Somebody who takes part. `country` is where the party is, `nationality` of a person,
    `headquarters` where it or its ultimate parent has its seat. `listings`: what is already
    known; an empty list states that it is on none."""

    role: str | None = None
    name: str | None = None
    native_name: str | None = None
    country: str | None = None
    nationality: str | None = None
    headquarters: str | None = None
    address: str | None = None
    identifiers: dict[str, str] = msgspec.field(default_factory=dict)
    listings: tuple[StatedListing | str, ...] | None = None
    military: bool | None = None
    government: bool | None = None


class StatedStake(Frozen, omit_defaults=True, forbid_unknown_fields=True):
    """That an owner holds a share of a company: names, and the percentage as a register prints it
    (`50`, `25-50`, `>50`, `unknown`)."""

    owner: str
    owned: str
    pct: float | str = "unknown"
    measure: str = "capital"
    owner_country: str | None = None
    owned_country: str | None = None
    listings: tuple[StatedListing | str, ...] | None = None
    from_: date | None = msgspec.field(default=None, name="from")
    to: date | None = None
    source: str | None = None


class Transaction(Frozen, omit_defaults=True, forbid_unknown_fields=True):
    """One transaction. `purpose` is for licence exceptions that turn on it, `certified` names the
    certifications that the exporter makes, `en_route_on` is a date on which the goods were
    already aboard a carrier (savings clauses), `violation_known` states whether the asker knows
    that a violation has occurred or is about to (general prohibition ten)."""

    id: str | None = None
    on: date | None = None
    known: str | None = None
    act: Act | None = None
    asker: Asker | None = None
    items: tuple[Item, ...] = ()
    item: Item | None = None
    from_: str | None = msgspec.field(default=None, name="from")
    destination: str | None = None
    via: tuple[str, ...] = ()
    parties: tuple[TransactionParty, ...] = ()
    end_use: EndUse | tuple[EndUse, ...] | None = None
    end_use_text: str | None = None
    purpose: Purpose | None = None
    certified: tuple[str, ...] = ()
    us_person: bool | None = None
    violation_known: bool | None = None
    en_route_on: date | None = None
    stakes: tuple[StatedStake, ...] | str = ()
    licenses: tuple[str, ...] = ()
    complete: bool = False

    @property
    def all_items(self) -> tuple[Item, ...]:
        """The items, however they were written."""
        return (*self.items, *((self.item,) if self.item is not None else ()))

    @property
    def end_uses(self) -> frozenset[EndUse]:
        """The end uses that are stated; none where it is unknown."""
        said = self.end_use if isinstance(self.end_use, tuple) else (self.end_use,)
        return frozenset(use for use in said if use is not None and use is not EndUse.UNKNOWN)


class Met(Frozen):
    """A listing that a party met, or that the user states. `tag` is the list in short; `sure`: it
    is this party, and the listing is in force on the date."""

    tag: str
    title: str
    sure: bool = True
    force: Force = Force.IN_FORCE
    listing_id: str | None = None
    caption: str | None = None
    footnotes: tuple[int, ...] = ()
    requirement: Requirement | None = None
    policy: ReviewPolicy | None = None
    programs: tuple[str, ...] = ()
    since: date | None = None
    cite: str | None = None
    score: float | None = None
    why: str = ""


class PartyFacts(Frozen):
    """A party with the listings that it met. `screened`: its name was asked of the lists, or it is
    stated what it is on; a party without a name is not."""

    party: TransactionParty
    listings: tuple[Met, ...] = ()
    screened: bool = True
    reason: str = ""

    @property
    def words(self) -> str:
        """How the party is called."""
        return self.party.name or self.party.native_name or "a party without a name"
