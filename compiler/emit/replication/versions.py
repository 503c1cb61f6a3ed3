"""What each major version of PostgreSQL knows of logical replication. A file never says more than its server knows."""

from __future__ import annotations

from compiler.frozen import frozen


@frozen
class Version:
    """A major version, 15 to 18. (Release notes of 16 and 17, read 2026; run on 15.18, 17.10, 18.4 and 18.6.)"""

    major: int

    @property
    def owner_applies(self) -> bool:
        """Rows arrive with the rights of the subscription's owner (16: `run_as_owner`, `password_required`), who need
        not be a superuser."""
        return self.major >= 16

    @property
    def origin(self) -> bool:
        """A subscription can ask for rows that were written at its publisher only (16: `origin = none`)."""
        return self.major >= 16

    @property
    def streaming(self) -> str:
        """How large transactions arrive before their end (16: `parallel`)."""
        return "parallel" if self.major >= 16 else "on"

    @property
    def failover_slots(self) -> bool:
        """A slot can follow its server to a physical replica (17: `failover`)."""
        return self.major >= 17
