"""Names that people give, and names that others gave: the forms they have."""

from typing import Annotated

from compiler.language.scalars import Matching, Refers

_WORD = r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*"

System = Annotated[
    str,
    Matching(r"[a-z](?:-?[a-z0-9])*", "a system's name: lower-case letters, digits and single dashes", "atlas-crm", 16),
]
Thing = Annotated[
    str,
    Matching(_WORD, "a name: lower-case letters, digits and single underscores, beginning with a letter", "main", 16),
]
EnvironmentName = Annotated[
    str, Matching(r"[a-z][a-z0-9]*", "an environment's name: lower-case letters and digits", "staging", 12)
]
EntityName = Annotated[
    str, Matching(_WORD, "a table's name: lower-case letters, digits and single underscores", "app_user", 48)
]
Column = Annotated[
    str, Matching(_WORD, "a column's name: lower-case letters, digits and single underscores", "created_at", 63)
]
ClassName = Annotated[
    str, Matching(_WORD, "a class's name: lower-case letters, digits and single underscores", "regional", 16)
]
RegionId = Annotated[str, Matching(r"[a-z]{2}(?:-[a-z]+)+-\d", "the id of an AWS region", "eu-west-1", 24)]
JurisdictionName = Annotated[
    str,
    Matching(
        r"[A-Z][A-Z_]*",
        "a jurisdiction's name: `EU`, a country's ISO code, or one declared in `jurisdictions`",
        "EU",
        16,
    ),
]
Country = Annotated[str, Matching(r"[A-Z]{2}", "a country's ISO 3166 code", "IE")]
Domain = Annotated[
    str,
    Matching(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", "a domain name in lower case", "atlas-crm.com", 100),
]
Receiver = Annotated[
    str,
    Matching(r"[^@\s]+@[^@\s]+\.[^@\s]+|pagerduty", "an e-mail address or the word `pagerduty`", "ops@atlas-crm.com"),
]
Sentence = Annotated[str, Matching(r"[\s\S]*\S[\s\S]*", "a sentence", "Singapore has one AWS region.", 500)]
Paper = Annotated[str, Matching(r"[A-Za-z0-9][A-Za-z0-9 ._/-]*", "the reference of a document", "SCC-US", 100)]
Account = Annotated[str, Matching(r"\d{12}", "an AWS account id: 12 digits, quoted", '"222222222222"')]
DottedPath = Annotated[
    str,
    Matching(
        r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*",
        "a dotted path into this file, without wildcards",
        "regions.ap-southeast-1.recovery",
    ),
]
CodeName = Annotated[str, Matching(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+", "the code of a finding", "recovery-none")]
UrlPath = Annotated[str, Matching(r"/[A-Za-z0-9._~/-]*", "a path of a URL", "/health", 200)]
UrlPattern = Annotated[
    str, Matching(r"/[A-Za-z0-9._~/*-]*", "a path of a URL, with `*` for any text", "/assets/*", 200)
]

Contact = Annotated[str, Refers(("contacts",))]
RegionRef = Annotated[str, Refers(("regions",))]
EntityRef = Annotated[str, Refers(("entities",))]
ClassRef = Annotated[str, Refers(("classes",))]
EnvironmentRef = Annotated[str, Refers(("environments",))]
StoreRef = Annotated[str, Refers(("database", "storage", "cache"), qualified=True)]
ServiceRef = Annotated[str, Refers(("compute",), qualified=True)]
