-- Who may do what: taken from everyone first, then given again, in one step that nobody sees the middle of.
-- production, home eu-west-1 (served by eu-west-1), database main. Compiled for PostgreSQL 17
-- from atlas.yaml (entities, classes, replication): change that, not this file.
-- Safe to repeat: psql -X -v ON_ERROR_STOP=1 -f, as the administrator.
SELECT atlas.expect('production', 'eu-west-1', 'main');

DO $atlas$
DECLARE
  former record;
BEGIN
  IF to_regnamespace('public') IS NOT NULL THEN
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
  END IF;
  REVOKE ALL ON SCHEMA atlas, public FROM atlas_application, atlas_global_writer, atlas_replication, atlas_subscriber, atlas_watcher, atlas_drift;
  REVOKE ALL ON ALL TABLES IN SCHEMA atlas, public FROM atlas_replication, atlas_subscriber, atlas_watcher, atlas_drift;
  REVOKE ALL ON ALL FUNCTIONS IN SCHEMA atlas FROM PUBLIC;
  REVOKE ALL ON
    public.activity_log,
    public.annonce,
    public.app_user,
    public.document,
    public.dossier,
    public.organization,
    public.referential,
    public.system_configuration,
    public.user_preferences
    FROM PUBLIC, atlas_application, atlas_global_writer;

  -- The right to write a class with one writer is a membership: promotion gives it, fencing takes it.
  FOR former IN
    SELECT held.rolname AS role, grantor.rolname AS grantor
      FROM pg_auth_members m JOIN pg_roles held ON held.oid = m.roleid JOIN pg_roles grantor ON grantor.oid = m.grantor
     WHERE m.member = 'atlas_application'::regrole AND held.rolname LIKE 'atlas\_%\_writer' AND held.rolname <> ALL ('{atlas_global_writer}'::name[])
  LOOP
    EXECUTE format('REVOKE %I FROM %I GRANTED BY %I', former.role, 'atlas_application', former.grantor);
  END LOOP;
  IF NOT pg_has_role('atlas_application', 'atlas_global_writer', 'member') THEN
    GRANT atlas_global_writer TO atlas_application;
  END IF;

  -- The application reads everything, and writes what is written here; what has one writer, by a role below.
  GRANT USAGE ON SCHEMA public TO atlas_application;
  GRANT SELECT ON
    public.app_user,
    public.organization,
    public.referential,
    public.system_configuration,
    public.user_preferences
    TO atlas_application;
  GRANT SELECT, INSERT, UPDATE, DELETE ON
    public.activity_log,
    public.annonce,
    public.document,
    public.dossier
    TO atlas_application;

  -- Writing class global. The application has this role where the writer is, and nowhere else.
  GRANT USAGE ON SCHEMA public TO atlas_global_writer;
  GRANT INSERT, UPDATE ON
    public.app_user,
    public.organization
    TO atlas_global_writer;
  GRANT INSERT, UPDATE, DELETE ON
    public.referential,
    public.system_configuration,
    public.user_preferences
    TO atlas_global_writer;

  -- Subscribers make their first copy of the published columns.
  GRANT USAGE ON SCHEMA atlas, public TO atlas_replication;
  GRANT SELECT (id, email, full_name, password_hash, phone, organization_id, role, created_at, deleted_at) ON public.app_user TO atlas_replication;
  GRANT SELECT (id, name, plan, home_region, created_at, deleted_at) ON public.organization TO atlas_replication;
  GRANT SELECT (kind, code, label, sort) ON public.referential TO atlas_replication;
  GRANT SELECT (name, value, updated_at) ON public.system_configuration TO atlas_replication;
  GRANT SELECT (user_id, settings, updated_at) ON public.user_preferences TO atlas_replication;
  GRANT SELECT (publisher, beat_at, beat_lsn) ON atlas.heartbeat_global TO atlas_replication;

  -- The watcher measures, and writes the heartbeat where the writer is.
  GRANT USAGE ON SCHEMA atlas TO atlas_watcher;
  GRANT SELECT ON
    atlas.heartbeat_global,
    atlas.node,
    atlas.replication_gap,
    atlas.residency_violation
    TO atlas_watcher;
  GRANT INSERT, UPDATE ON
    atlas.heartbeat_global
    TO atlas_watcher;

  -- Drift reads the catalog and what atlas.yaml says of it; no row of a table.
  GRANT USAGE ON SCHEMA atlas TO atlas_drift;
  GRANT SELECT ON
    atlas.entity,
    atlas.guard,
    atlas.node,
    atlas.replication_gap,
    atlas.residency_violation,
    atlas.stream,
    atlas.writer
    TO atlas_drift;

  -- Both look at the server, neither at rows.
  IF NOT pg_has_role('atlas_watcher', 'pg_monitor', 'member') THEN
    GRANT pg_monitor TO atlas_watcher;
  END IF;
  IF NOT pg_has_role('atlas_drift', 'pg_monitor', 'member') THEN
    GRANT pg_monitor TO atlas_drift;
  END IF;
END $atlas$;
