-- The places in the log of those that subscribe here. From now on this server keeps its log until they have read it.
-- staging, home eu-west-1 (served by eu-west-1), database main. Compiled for PostgreSQL 17
-- from atlas.yaml (replication, regions): change that, not this file.
-- Safe to repeat; in a transaction of its own, because none that has written may make a slot:
-- psql -X -v ON_ERROR_STOP=1 -f, as the administrator.
SELECT slot AS made, (pg_create_logical_replication_slot(slot, 'pgoutput', failover => true)).lsn
  FROM (VALUES
    ('atlas_global_eu_west_1_to_us_east_1')
  ) AS wanted (slot)
 WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = slot);
