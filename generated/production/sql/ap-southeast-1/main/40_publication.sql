-- What may leave from here, column by column. A standby publisher has it too: without slots it does nothing.
-- production, home ap-southeast-1 (served by ap-southeast-1), database main. Compiled for PostgreSQL 17
-- from atlas.yaml (entities, classes, replication): change that, not this file.
-- Safe to repeat: psql -X -v ON_ERROR_STOP=1 -f, as the administrator. Never drop a publication and make it again: a
-- subscriber that is behind would stop for ever (15), or miss rows without a word (18).
SELECT atlas.expect('production', 'ap-southeast-1', 'main');

DO $atlas$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'atlas_global') THEN
    CREATE PUBLICATION atlas_global WITH (publish = 'insert, update, delete', publish_via_partition_root = true);
  END IF;
END $atlas$;
ALTER PUBLICATION atlas_global SET (publish = 'insert, update, delete', publish_via_partition_root = true);
ALTER PUBLICATION atlas_global SET TABLE
  ONLY public.app_user (id, email, full_name, password_hash, phone, organization_id, role, created_at, deleted_at),
  ONLY public.organization (id, name, plan, home_region, created_at, deleted_at),
  ONLY public.referential (kind, code, label, sort),
  ONLY public.system_configuration (name, value, updated_at),
  ONLY public.user_preferences (user_id, settings, updated_at),
  ONLY atlas.heartbeat_global (publisher, beat_at, beat_lsn);
