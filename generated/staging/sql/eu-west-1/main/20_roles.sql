-- The roles that work in this database. None is a superuser, none owns a table. Rights follow in the next file.
-- staging, home eu-west-1 (served by eu-west-1), database main. Compiled for PostgreSQL 17
-- from atlas.yaml (database, replication): change that, not this file.
-- Safe to repeat: psql -X -v ON_ERROR_STOP=1 -f, as the administrator. A password is changed only where its setting is
-- given, and only as a verifier that the client has made (SCRAM-SHA-256$...): the server never sees a password.
SELECT atlas.expect('staging', 'eu-west-1', 'main');

DO $atlas$
DECLARE
  wanted   record;
  present  record;
  verifier text;
BEGIN
  FOR wanted IN SELECT * FROM (VALUES
    ('atlas_application',   true,  'atlas.application_verifier'),
    ('atlas_replication',   true,  'atlas.replication_verifier'),
    ('atlas_watcher',       true,  'atlas.watcher_verifier'),
    ('atlas_drift',         true,  'atlas.drift_verifier'),
    ('atlas_subscriber',    false, NULL),
    ('atlas_global_writer', false, NULL)
    ) AS role (name, can_login, setting)
  LOOP
    SELECT * INTO present FROM pg_roles WHERE rolname::text = wanted.name;
    IF NOT FOUND THEN
      EXECUTE format('CREATE ROLE %I %s', wanted.name, CASE WHEN wanted.can_login THEN 'LOGIN' ELSE 'NOLOGIN' END);
    ELSIF present.rolsuper OR present.rolcreaterole OR present.rolcreatedb OR present.rolbypassrls THEN
      EXECUTE format('ALTER ROLE %I NOSUPERUSER NOCREATEROLE NOCREATEDB NOBYPASSRLS', wanted.name);
    END IF;
    verifier := coalesce(current_setting(wanted.setting, true), '');
    IF verifier LIKE 'SCRAM-SHA-256$%' THEN
      EXECUTE format('ALTER ROLE %I PASSWORD %L', wanted.name, verifier);
    ELSIF verifier <> '' THEN
      RAISE EXCEPTION 'The setting % isn''t a SCRAM-SHA-256 verifier.', wanted.setting
        USING ERRCODE = 'invalid_parameter_value', HINT = 'Let the client make it (PQencryptPasswordConn), so that no password is sent.';
    END IF;
  END LOOP;

  -- The workers of a subscription log in as its owner. Without a password nobody else can.
  IF NOT (SELECT rolcanlogin FROM pg_roles WHERE rolname = 'atlas_subscriber') THEN
    ALTER ROLE atlas_subscriber LOGIN PASSWORD NULL;
  END IF;

  -- Publishing needs the right to open a replication connection; RDS gives it by membership.
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rds_replication') THEN
    GRANT rds_replication TO atlas_replication;
  ELSIF NOT (SELECT rolreplication FROM pg_roles WHERE rolname = 'atlas_replication') THEN
    ALTER ROLE atlas_replication REPLICATION;
  END IF;

  -- Whoever isn't a superuser manages the subscriptions as a member of their owner.
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AND NOT pg_has_role('atlas_subscriber', 'usage') THEN
    GRANT atlas_subscriber TO CURRENT_USER;
  END IF;
END $atlas$;
