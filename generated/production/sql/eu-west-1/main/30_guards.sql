-- Puts the guards on the tables: what the registry lists is made, what it doesn't list any more is removed.
-- production, home eu-west-1 (served by eu-west-1), database main. Compiled for PostgreSQL 17
-- from atlas.yaml (entities, classes): change that, not this file.
-- Safe to repeat: psql -X -v ON_ERROR_STOP=1 -f, as the administrator. A guard that is right already isn't touched, so
-- no table is locked; the first time, each table is locked for an instant.
SELECT atlas.expect('production', 'eu-west-1', 'main');

DO $atlas$
DECLARE
  guard record;
BEGIN
  FOR guard IN
    SELECT t.tgname AS name, t.tgrelid::regclass AS target
      FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid AND p.pronamespace = 'atlas'::regnamespace
      JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE t.tgparentid = 0
       AND NOT EXISTS (SELECT FROM atlas.guard g WHERE (g.schema_name, g.table_name, g.name) = (n.nspname::text, c.relname::text, t.tgname::text))
  LOOP
    EXECUTE format('DROP TRIGGER %I ON %s', guard.name, guard.target);
  END LOOP;

  FOR guard IN
    SELECT g.name, g.fires, r.target,
           format('CREATE OR REPLACE TRIGGER %I BEFORE %s ON %s FOR EACH %s EXECUTE FUNCTION atlas.%I(%s)',
             g.name, g.events, r.target, CASE WHEN g.events = 'TRUNCATE' THEN 'STATEMENT' ELSE 'ROW' END, g.function,
             (SELECT string_agg(quote_literal(word), ', ') FROM unnest(g.arguments) AS word)) AS definition
      FROM atlas.guard g CROSS JOIN LATERAL (SELECT format('%I.%I', g.schema_name, g.table_name)::regclass AS target) AS r
     ORDER BY g.schema_name, g.table_name, g.name
  LOOP
    CONTINUE WHEN EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = guard.target AND t.tgname = guard.name AND t.tgenabled = guard.fires
                             AND obj_description(t.oid, 'pg_trigger') = guard.definition);
    EXECUTE guard.definition;
    EXECUTE format('ALTER TABLE %s ENABLE %s TRIGGER %I', guard.target, CASE guard.fires WHEN 'R' THEN 'REPLICA' ELSE '' END, guard.name);
    EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', guard.name, guard.target, guard.definition);
  END LOOP;
END $atlas$;

-- A table that is never copied, and written at home, holds rows of this home and no others, however they come.
DO $atlas$
DECLARE
  bound record;
BEGIN
  FOR bound IN
    SELECT k.conrelid::regclass AS target
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE k.conname = 'atlas_home' AND k.contype = 'c' AND k.coninhcount = 0
       AND NOT EXISTS (SELECT FROM atlas.entity e
                        WHERE (e.schema_name, e.table_name) = (n.nspname::text, c.relname::text) AND e.copies = 'home' AND e.home_column IS NOT NULL)
  LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT atlas_home', bound.target);
  END LOOP;

  FOR bound IN
    SELECT r.target, format('CHECK (%1$I IS NOT NULL AND %1$I = %2$L)', e.home_column, node.home) AS definition
      FROM atlas.entity e CROSS JOIN atlas.node CROSS JOIN LATERAL (SELECT format('%I.%I', e.schema_name, e.table_name)::regclass AS target) AS r
     WHERE e.copies = 'home' AND e.home_column IS NOT NULL ORDER BY e.schema_name, e.table_name
  LOOP
    CONTINUE WHEN EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = bound.target AND k.conname = 'atlas_home'
                             AND obj_description(k.oid, 'pg_constraint') = bound.definition);
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS atlas_home, ADD CONSTRAINT atlas_home %s NOT VALID', bound.target, bound.definition);
    EXECUTE format('COMMENT ON CONSTRAINT atlas_home ON %s IS %L', bound.target, bound.definition);
  END LOOP;
END $atlas$;
