"""How the local servers are configured: like production where it matters to replication, fast everywhere else."""

from __future__ import annotations

from collections.abc import Mapping

HBA = """\
# Everyone proves a password: with `trust`, a test of a wrong password would pass for nothing.
# No line names `replication`: a copy of the whole server is refused, logical replication isn't.
local all all reject
host all all 127.0.0.1/32 scram-sha-256
"""


def configuration(name: str, servers: int, major: int, changed: Mapping[str, str]) -> str:
    """The lines to append to `postgresql.conf` of one of `servers`; `changed` overrides and adds settings."""
    settings = {**_base(name), **_replication(servers, major), **changed}
    return "".join(f"{key} = '{_quoted(value)}'\n" for key, value in settings.items())


def _base(name: str) -> dict[str, str]:
    return {
        "cluster_name": name,
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",  # a path of more than 107 bytes would be refused, and nobody needs one
        "password_encryption": "scram-sha-256",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_line_prefix": "%m [%p] %e %q%u@%d ",
        "max_connections": "60",
        "shared_buffers": "16MB",
        "max_wal_size": "256MB",
        "min_wal_size": "32MB",
        "fsync": "off",  # a killed process loses nothing by it, only a machine without power would
        "full_page_writes": "off",
        "dynamic_shared_memory_type": "mmap",  # a killed server would leave its files in /dev/shm otherwise
    }


def _replication(servers: int, major: int) -> dict[str, str]:
    """Room for each server to publish to and subscribe from all others at once, first copies included.

    A subscription takes one worker, and two more while it copies tables, each with a slot, a sender and an origin;
    from 16 on, two more apply large transactions. (Counted on 15.18 and 18.6: three servers peak at 6 slots.)
    """
    others = max(servers - 1, 1)
    streams = others * 3
    slots = max(streams + 2, 20)
    workers = max(streams + others * 2, 8)
    return {
        "wal_level": "logical",
        "max_replication_slots": str(slots),
        "max_wal_senders": str(slots),
        "max_logical_replication_workers": str(workers),
        "max_sync_workers_per_subscription": "2",
        "max_worker_processes": str(workers + 8),
        "track_commit_timestamp": "on",
        "wal_retrieve_retry_interval": "100ms",
        "wal_receiver_status_interval": "1s",
        "wal_sender_timeout": "10s",
        "wal_receiver_timeout": "10s",
        **({"max_active_replication_origins": str(slots)} if major >= 18 else {}),
    }


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "''")
