-- What may leave from here, column by column. A standby publisher has it too: without slots it does nothing.
-- production, home eu-west-2 (served by eu-west-2), database main. Compiled for PostgreSQL 18
-- from atlas.yaml (entities, classes, replication): change that, not this file.
-- Safe to repeat: psql -X -v ON_ERROR_STOP=1 -f, as the administrator. Never drop a publication and make it again: a
-- subscriber that is behind would stop for ever (15), or miss rows without a word (18).
SELECT atlas.expect('production', 'eu-west-2', 'main');

DO $atlas$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_index WHERE indexrelid = 'public.shop_atlas_identity'::regclass AND indisreplident) THEN
    ALTER TABLE public.shop REPLICA IDENTITY USING INDEX shop_atlas_identity;
  END IF;
END $atlas$;

DO $atlas$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'atlas_directory') THEN
    CREATE PUBLICATION atlas_directory WITH (publish = 'insert, update, delete', publish_via_partition_root = true);
  END IF;
END $atlas$;
ALTER PUBLICATION atlas_directory SET (publish = 'insert, update, delete', publish_via_partition_root = true);
ALTER PUBLICATION atlas_directory SET TABLE
  ONLY public.shop (id, home_region, alias, state) WHERE (home_region = 'eu-west-2'),
  ONLY atlas.heartbeat_directory (publisher, beat_at, beat_lsn) WHERE (publisher = 'eu-west-2');

DO $atlas$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'atlas_global') THEN
    CREATE PUBLICATION atlas_global WITH (publish = 'insert, update, delete', publish_via_partition_root = true);
  END IF;
END $atlas$;
ALTER PUBLICATION atlas_global SET (publish = 'insert, update, delete', publish_via_partition_root = true);
ALTER PUBLICATION atlas_global SET TABLE
  ONLY public.fee (country, kind, share),
  ONLY atlas.heartbeat_global (publisher, beat_at, beat_lsn);

DO $atlas$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'atlas_published') THEN
    CREATE PUBLICATION atlas_published WITH (publish = 'insert, update, delete', publish_via_partition_root = true);
  END IF;
END $atlas$;
ALTER PUBLICATION atlas_published SET (publish = 'insert, update, delete', publish_via_partition_root = true);
ALTER PUBLICATION atlas_published SET TABLE
  ONLY public.exchange_rate (id, pair, rate, published_at),
  ONLY atlas.heartbeat_published (publisher, beat_at, beat_lsn) WHERE (publisher = 'eu-west-2');
