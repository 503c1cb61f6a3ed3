"""How long backups and old versions are kept: in whole days, and as long as those who sign it read."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.diagnostic import Code, Diagnostic, Path
from compiler.model.deployment import Deployment
from compiler.rules.rule import Context, Rule
from compiler.units import Duration

BACKUP_KEEP_IMPOSSIBLE = Code("backup-keep-impossible", "Kept for a part of a day")
BACKUP_DAILY_SHORT = Code("backup-daily-short", "Daily backups that are gone before the log is")

_DAY = Duration.parse("1d").milliseconds


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Every time for which something erased can still be had."""
    del context
    backup = deployment.backup
    kept: list[tuple[Path, Duration]] = [
        (("backup", "point_in_time"), backup.point_in_time),
        (("backup", "daily"), backup.daily),
    ]
    kept += [(("storage", name, "old_versions"), bucket.old_versions) for name, bucket in deployment.storage.items()]
    broken = [(path, keep) for path, keep in kept if keep.milliseconds % _DAY]
    for path, keep in broken:
        days = -(-keep.milliseconds // _DAY)
        yield Diagnostic(
            BACKUP_KEEP_IMPOSSIBLE,
            f"`{path[-1]}: {keep}` isn't a number of whole days.",
            "AWS counts in days, so erased data would be had for longer than somebody signed, or backups for less.",
            f"Write `{path[-1]}: {days}d`.",
            path,
        )
    if not broken and backup.daily < backup.point_in_time:
        yield Diagnostic(
            BACKUP_DAILY_SHORT,
            f"Daily backups are kept for {backup.daily}, and every moment of {backup.point_in_time} can be restored.",
            f"`daily` is read as the day when erased data is gone, and it is there for {backup.point_in_time}.",
            f"Write `daily: {backup.point_in_time}` or more, or a shorter `point_in_time`.",
            ("backup", "daily"),
        )


RULE = Rule((BACKUP_KEEP_IMPOSSIBLE, BACKUP_DAILY_SHORT), check)
