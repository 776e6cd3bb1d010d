"""The labels that OFAC prints before facts in remarks and in the XML form's `idType`.

The vocabulary is a layout, not a rule: it was read off the published SDN and consolidated files
of 2019-01-04 to 2025-12-19. A label that is not here is no error: what follows it stays verbatim
in `Listing.unparsed`.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Label(NamedTuple):
    """What the words after a label are: an identifier of `kind`, or a detail called `key`."""

    text: str
    kind: str | None = None
    key: str | None = None


_IDENTIFIERS = {
    "passport": (
        "Passport",
        "Diplomatic Passport",
        "British National Overseas Passport",
        "Stateless Person Passport",
        "Travel Document Number",
        "Refugee ID Card",
        "Service Passport",
        "Official Passport",
    ),
    "national_id": (
        "National ID No.",
        "National Foreign ID Number",
        "National ID Number",
        "Cedula No.",
        "Cedula de Ciudadania",
        "Cedula de Residencia",
        "Cedula Juridica",
        "Personal ID Card",
        "Personal Identification No.",
        "Citizen's Card Number",
        "Identification Card",
        "Numero de Identidad",
        "Electoral Registry No.",
        "Credencial electoral",
        "Voter Identification",
        "I.F.E.",
        "C.U.R.P.",
        "C.U.I.P.",
        "C.U.I.",
        "D.N.I.",
        "N.I.E.",
        "Turkish Identification Number",
        "Turkish Identificiation Number",
        "Tazkira National ID Card",
        "Afghan ID No.",
        "Kenyan ID No.",
        "Moroccan Personal ID No.",
        "Bosnian Personal ID No.",
        "Serbian Personal ID No.",
        "Personal ID No.",
        "CNP (Personal Numerical Code)",
        "Tarjeta de Identidad",
        "Tarjeta Profesional",
        "Cartilla de Servicio Militar Nacional",
        "Public Security and Immigration No.",
        "Residency Number",
        "Residence Permit",
        "Permanent Resident",
        "Romanian Permanent Resident",
        "Immigration No.",
        "Alien Registration Number",
        "Seafarer's Identification Document",
        "VisaNumberID",
        "Visa Number",
        "Interpol Notice No.",
        "Phoenician ID No.",
        "UAE Identification",
        "Stateless Person ID Card",
        "Military Registration Number",
        "Student ID",
        "Jordanian National ID",
        "RTN",
    ),
    "tax_id": (
        "Tax ID No.",
        "Tax ID Number",
        "NIT #",
        "RUC #",
        "RIF #",
        "R.F.C.",
        "RFC",
        "C.U.I.T.",
        "C.I.F.",
        "US FEIN",
        "V.A.T. Number",
        "Italian Fiscal Code",
        "Fiscal Code",
        "Romanian Tax Registration",
        "Paraguayan tax identification number",
        "Numero Unico de Identificacao Tributaria (NUIT)",
        "RSIN",
        "CPF",
        "CNPJ",
        "Numero de Identificacion Fiscal",
    ),
    "registration": (
        "Registration ID",
        "Registration Number",
        "Business Registration Number",
        "Business Registration Document #",
        "Business Number",
        "Company Number",
        "Company ID",
        "UK Company Number",
        "C.R. No.",
        "Romanian C.R.",
        "Commercial Registry Number",
        "Central Registration System Number",
        "Chamber of Commerce Number",
        "Chamber of Commerce No.",
        "Dubai Chamber of Commerce Membership No.",
        "Istanbul Chamber of Comm. No.",
        "Istanbul Chamber of Commerce Number",
        "Matricula Mercantil No",
        "Folio Mercantil No.",
        "Public Registration Number",
        "Government Gazette Number",
        "Certificate of Incorporation Number",
        "Registered Charity No.",
        "Enterprise Number",
        "Branch Unit Number",
        "File Number",
        "LE Number",
        "Legal Entity Number",
        "License",
        "Trade License No.",
        "Tourism License No.",
        "MSB Registration Number",
        "Afghan Money Service Provider License Number",
        "SRE Permit No.",
        "Economic Register Number (CBLS)",
        "Trademark number",
        "Serial No.",
        "Dubai Economic Department License",
        "Organization Code",
    ),
    "uscc": (
        "Unified Social Credit Code (USCC)",
        "Unified Social Credit Code",
        "United Social Credit Code Certificate (USCCC)",
    ),
    "duns": ("D-U-N-S Number",),
    "ssn": ("SSN", "S.S.N."),
    "licence": ("Driver's License No.", "Pilot License Number", "Pilot License"),
    "birth_certificate": ("Birth Certificate Number", "Birth Certificate"),
    "bic": ("SWIFT/BIC",),
    "isin": ("ISIN",),
    "ticker": ("Equity Ticker", "Stock Ticker", "MICEX Code"),
    "email": ("Email Address", "Email", "E-mail"),
    "website": ("Website", "Web site"),
    "phone": (
        "Phone Number",
        "Phone No.",
        "Phone",
        "Telephone Number",
        "Telephone No.",
        "Telephone",
        "Fax Number",
        "Fax No.",
        "Fax",
        "Telex",
    ),
    "imo": ("International Maritime Organization No.",),
    "mmsi": ("MMSI",),
    "call_sign": ("Vessel Call Sign", "Other Vessel Call Sign", "Former Vessel Call Sign"),
    "aircraft": (
        "Aircraft Tail Number",
        "Previous Aircraft Tail Number",
        "Aircraft Manufacturer's Serial Number (MSN)",
        "Aircraft Construction Number (also called L/N or S/N or F/N)",
        "Aircraft Mode S Transponder Code",
        "Aircraft Serial Identification",
    ),
    "other": (
        "BIK (RU)",
        "UN/LOCODE",
        "Vessel Registration Identification",
        "Identification Number",
        "Chinese Commercial Code",
        "TGMS",
        "ISBN",
        "Hull Identification Number",
        "Bank Identifier",
        "Interpol: Red Notice. File No.",
    ),
    "wallet": ("Digital Currency Address",),
}

_DETAILS = {
    "nationality": ("nationality",),
    "citizenship": ("citizen", "citizenship"),
    "gender": ("Gender",),
    "birth_place": ("POB",),
    "linked_to": ("Linked To",),
    "nationality_of_registration": ("Nationality of Registration", "Registration Country"),
    "secondary_sanctions": ("Secondary sanctions risk",),
    "additional_sanctions": (
        "Additional Sanctions Information -",
        "Additional Sanctions Information",
    ),
    "transactions_prohibited": (
        "Transactions Prohibited For Persons Owned or Controlled By U.S. Financial Institutions",
    ),
    "caatsa_235": ("CAATSA Section 235 Information",),
    "ifca": ("IFCA Determination -",),
    "peesa": ("PEESA Information",),
    "organization_established": ("Organization Established Date",),
    "organization_type": ("Organization Type",),
    "target_type": ("Target Type",),
    "issuer_name": ("Issuer Name",),
    "vessel_former_flag": ("Former Vessel Flag",),
    "vessel_other_flag": ("Other Vessel Flag",),
    "vessel_flag": ("Vessel Flag",),
    "vessel_type": ("Vessel Type",),
    "vessel_other_type": ("Other Vessel Type", "Former Vessel Type"),
    "vessel_year_of_build": ("Vessel Year of Build",),
    "vessel_owner": ("Vessel Owner",),
    "vessel_manager": ("Vessel Manager", "Vessel Operator"),
    "vessel_tonnage": ("Vessel Tonnage", "Deadweight", "DWT"),
    "vessel_gross_tonnage": ("Vessel Gross Registered Tonnage", "Gross Registered Tonnage", "GRT"),
    "aircraft_model": ("Aircraft Model",),
    "aircraft_manufactured": ("Aircraft Manufacture Date",),
    "aircraft_operator": ("Aircraft Operator",),
    "position": (
        "Position",
        "Alternate Title",
        "Alternate Title,",
        "Title",
        "Rank",
        "Occupation",
        "Position also referred to as",
        "Also identified as",
    ),
    "passport_issued_in": ("Passport place of issue",),
    "ethnicity": ("ethnicity", "Tribe", "Subtribe"),
    "height": ("Height", "Individual's height is"),
    "physical_description": (
        "Weight",
        "Eye Color",
        "Hair Color",
        "Complexion",
        "Physical Description",
        "Race",
    ),
    "from": ("From",),
}

# Labels whose words after them have a grammar of their own.
_SPECIAL = {
    "dob": ("DOB", "D.O.B.", "Date of Birth"),
    "aka": ("a.k.a.", "d.b.a."),
    "fka": ("f.k.a.",),
    "nka": ("n.k.a.",),
    "listing_date": ("Listing Date",),
    "effective_date": ("Effective Date",),
    "divestment_date": ("Purchase/Sales For Divestment Date",),
}

SPECIAL = frozenset(_SPECIAL)


_FIRST_WORD = re.compile(r"[^ :,]+")


def _first_word(text: str) -> str:
    found = _FIRST_WORD.match(text)
    return found[0].casefold() if found else ""


def _index() -> dict[str, tuple[Label, ...]]:
    """The labels by their first word, the longest first."""
    labels = [Label(t, kind=kind) for kind, texts in _IDENTIFIERS.items() for t in texts]
    labels += [Label(t, key=key) for key, texts in (*_DETAILS.items(),) for t in texts]
    labels += [Label(t, key=key) for key, texts in _SPECIAL.items() for t in texts]
    index: dict[str, list[Label]] = {}
    for label in labels:
        index.setdefault(_first_word(label.text), []).append(label)
    return {
        word: tuple(sorted(found, key=lambda label: -len(label.text)))
        for word, found in index.items()
    }


_INDEX = _index()


def find_label(part: str) -> tuple[Label, str] | None:
    """The label that a part of remarks begins with, and the words after it."""
    for label in _INDEX.get(_first_word(part), ()):
        size = len(label.text)
        head, rest = part[:size], part[size:]
        if head != label.text and head.casefold() != label.text.casefold():
            continue
        if not rest or rest[0] in " :'" or label.text[-1] in "#-:":
            return label, rest.lstrip(" :")
    return None
