"""`privacy`: who answers for the data, under which regimes, and what makes each transfer legal."""

from typing import Literal

from compiler.language.block import Block, key
from compiler.language.names import JurisdictionName, Paper, Sentence, Thing

Regime = Literal["gdpr", "uk_gdpr", "dpdp", "pdpa", "ccpa", "hipaa"]
Safeguard = Literal["adequacy", "standard_clauses", "binding_rules", "certification", "consent"]


class Transfer(Block):
    """Why personal data may be kept in another jurisdiction (GDPR Chapter V)."""

    safeguard: Safeguard = key("What makes it legal.", example="standard_clauses")
    document: Paper = key("The reference of the signed paper.", example="SCC-US")


class Processor(Block):
    """A company that handles data for the controller (GDPR Art. 28). What it gets to see is computed."""

    task: Sentence = key("What it does.", example="hosting")
    agreement: Paper = key("The reference of the agreement with it.", example="DPA-AWS")


class Privacy(Block):
    """Who answers, and on what paper."""

    controller: Sentence = key("The company that answers for the data.", example="Atlas CRM")
    regimes: list[Regime] = key("The laws and standards that apply.", example="[gdpr]")
    transfers: dict[JurisdictionName, dict[JurisdictionName, Transfer]] = key(
        "From a jurisdiction whose law asks for it, to each other one where its personal data is kept: what makes that "
        "legal. `{}`: none is kept elsewhere.",
        example="{ EU: { US: { safeguard: standard_clauses, document: SCC-US } } }",
    )
    processors: dict[Thing, Processor] = key(
        "Companies that handle data for the controller.", example="{ aws: { task: hosting, agreement: DPA-AWS } }"
    )
