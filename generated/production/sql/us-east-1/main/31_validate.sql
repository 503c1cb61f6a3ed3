-- Reads the rows that were there before the guards: each must be at home here. Nothing waits for it meanwhile.
-- production, home us-east-1 (served by us-east-1), database main. Compiled for PostgreSQL 17
-- from atlas.yaml (entities, classes): change that, not this file.
-- Safe to repeat: psql -X -v ON_ERROR_STOP=1 -f, as the administrator.
SELECT atlas.expect('production', 'us-east-1', 'main');

DO $atlas$
DECLARE
  unread regclass;
BEGIN
  FOR unread IN SELECT conrelid::regclass FROM pg_constraint WHERE conname = 'atlas_home' AND NOT convalidated ORDER BY conrelid::regclass::text LOOP
    EXECUTE format('ALTER TABLE %s VALIDATE CONSTRAINT atlas_home', unread);
  END LOOP;
END $atlas$;
