-- Refuses every statement that would make data leave where atlas.yaml doesn't send it, whoever gives it.
-- staging, home eu-west-1 (served by eu-west-1), database main. Compiled for PostgreSQL 17
-- from atlas.yaml (entities, classes): change that, not this file.
-- Safe to repeat: psql -X -v ON_ERROR_STOP=1 -f, as a superuser, or as the main user of RDS: nobody else may make an event
-- trigger, and without it nothing here may be published. RDS wants it dropped before a major upgrade, and made again after.
SELECT atlas.expect('staging', 'eu-west-1', 'main');

DO $atlas$
DECLARE
  tags  constant text[] := ARRAY[
    'ALTER PUBLICATION',
    'ALTER SCHEMA',
    'ALTER SUBSCRIPTION',
    'ALTER TABLE',
    'CREATE PUBLICATION',
    'CREATE SUBSCRIPTION',
    'CREATE TABLE',
    'CREATE TABLE AS',
    'SELECT INTO'
  ];
  guard record;
BEGIN
  FOR guard IN SELECT * FROM (VALUES
      ('atlas_residency_before', 'ddl_command_start', 'note_violations'),
      ('atlas_residency_after',  'ddl_command_end',   'refuse_violations')
    ) AS guard (name, event, function)
  LOOP
    IF (SELECT evttags FROM pg_event_trigger WHERE evtname = guard.name) IS DISTINCT FROM tags THEN
      EXECUTE format('DROP EVENT TRIGGER IF EXISTS %I', guard.name);
      EXECUTE format('CREATE EVENT TRIGGER %I ON %s WHEN TAG IN (%s) EXECUTE FUNCTION atlas.%I()',
        guard.name, guard.event, (SELECT string_agg(quote_literal(tag), ', ') FROM unnest(tags) AS tag), guard.function);
    END IF;
    EXECUTE format('ALTER EVENT TRIGGER %I ENABLE ALWAYS', guard.name);
  END LOOP;
END $atlas$;
