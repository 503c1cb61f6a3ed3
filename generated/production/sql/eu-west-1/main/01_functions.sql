-- The functions behind the guards, and the views that tell what is wrong. The same text at every home.
-- production, home eu-west-1 (served by eu-west-1), database main. Compiled for PostgreSQL 17
-- from atlas.yaml (database): change that, not this file.
-- Safe to repeat: psql -X -v ON_ERROR_STOP=1 -f, as the administrator.
CREATE OR REPLACE FUNCTION atlas.expect(wanted_environment text, wanted_home text, wanted_database text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $f$
DECLARE
  this record;
BEGIN
  SELECT * INTO STRICT this FROM atlas.node;
  IF (this.environment, this.home, this.database) IS DISTINCT FROM (wanted_environment, wanted_home, wanted_database) THEN
    RAISE EXCEPTION 'This database is that of %, and the file is for %.',
      concat_ws(', ', this.environment, this.home, this.database), concat_ws(', ', wanted_environment, wanted_home, wanted_database)
      USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Connect to the other database, or take the other folder.';
  END IF;
END $f$;

-- A class with one writer: local changes only where it is.
CREATE OR REPLACE FUNCTION atlas.guard_writer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $f$
BEGIN
  IF NOT coalesce((SELECT is_writer FROM atlas.writer WHERE class = TG_ARGV[0]), false) THEN
    RAISE EXCEPTION '%.% can''t be changed here: home % doesn''t write class % (% refused).',
      TG_TABLE_SCHEMA, TG_TABLE_NAME, (SELECT home FROM atlas.node), TG_ARGV[0], TG_OP
      USING ERRCODE = 'read_only_sql_transaction', HINT = 'Write at the writer; replication brings the row here.';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $f$;

-- A copied table: TRUNCATE isn't replicated, so the copies would keep every row.
CREATE OR REPLACE FUNCTION atlas.guard_truncate() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $f$
BEGIN
  RAISE EXCEPTION '%.% is copied to other homes, and TRUNCATE isn''t: the copies would keep every row.', TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'feature_not_supported', HINT = 'Use DELETE.';
END $f$;

-- A table that is never copied: no row may arrive from elsewhere.
CREATE OR REPLACE FUNCTION atlas.guard_residency() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $f$
BEGIN
  RAISE EXCEPTION 'Rows of %.% stay at their home, and this % came from another one.', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege', HINT = 'Look at the publication on the other side: SELECT * FROM atlas.residency_violation.';
END $f$;

-- A copied table where each home writes its own rows: nobody changes another home's. Argument: the home column.
CREATE OR REPLACE FUNCTION atlas.guard_home() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $f$
DECLARE
  here text := (SELECT home FROM atlas.node);
BEGIN
  IF TG_OP <> 'INSERT' AND to_jsonb(OLD) ->> TG_ARGV[0] IS DISTINCT FROM here THEN
    RAISE EXCEPTION 'This row of %.% is at home in %, and this is % (% refused).',
      TG_TABLE_SCHEMA, TG_TABLE_NAME, to_jsonb(OLD) ->> TG_ARGV[0], here, TG_OP USING ERRCODE = 'read_only_sql_transaction';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF to_jsonb(NEW) ->> TG_ARGV[0] IS DISTINCT FROM here THEN
    RAISE EXCEPTION '%.% takes rows of home % only here, and % is %.',
      TG_TABLE_SCHEMA, TG_TABLE_NAME, here, TG_ARGV[0], coalesce(to_jsonb(NEW) ->> TG_ARGV[0], 'NULL') USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $f$;

-- The other side of it: no other home sends rows of this one, which would lack the columns that stay here.
CREATE OR REPLACE FUNCTION atlas.guard_return() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $f$
DECLARE
  here text := (SELECT home FROM atlas.node);
BEGIN
  IF here IN (to_jsonb(OLD) ->> TG_ARGV[0], to_jsonb(NEW) ->> TG_ARGV[0]) THEN
    RAISE EXCEPTION 'This row of %.% is at home here, in %, and this % came from another home.', TG_TABLE_SCHEMA, TG_TABLE_NAME, here, TG_OP
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $f$;

-- A table that only grows.
CREATE OR REPLACE FUNCTION atlas.guard_append() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $f$
BEGIN
  RAISE EXCEPTION 'Rows of %.% never change once they are there (% refused).', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $f$;

-- A copied table that only grows: what arrives a second time, by another way, is already known. Arguments: the key.
CREATE OR REPLACE FUNCTION atlas.guard_known() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $f$
DECLARE
  is_known boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I AS known WHERE %s)', TG_TABLE_SCHEMA, TG_TABLE_NAME,
    (SELECT string_agg(format('known.%1$I = ($1).%1$I', word), ' AND ') FROM unnest(TG_ARGV) AS word)) INTO is_known USING NEW;
  IF is_known THEN RETURN NULL; END IF;
  RETURN NEW;
END $f$;

-- Everything here that sends data, or could, where atlas.yaml doesn't send it. Empty, or somebody has to act.
CREATE OR REPLACE VIEW atlas.residency_violation (kind, object, detail) AS
WITH RECURSIVE relation AS (
  SELECT c.oid, n.nspname::text AS schema_name, c.relname::text AS table_name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p')
), listed AS (
  SELECT e.*, relation.oid, format('%s.%s', e.schema_name, e.table_name) AS title
    FROM atlas.entity e LEFT JOIN relation USING (schema_name, table_name)
), published AS (
  SELECT t.pubname::text AS publication, relation.oid, format('%s.%s', t.schemaname, t.tablename) AS title,
         t.attnames::text[] AS columns, listed.publication AS allowed, listed.published
    FROM pg_publication_tables t
    JOIN relation ON (relation.schema_name, relation.table_name) = (t.schemaname::text, t.tablename::text)
    LEFT JOIN listed ON listed.oid = relation.oid
), part (publication, oid) AS (
  SELECT publication, i.inhrelid FROM published JOIN pg_inherits i ON i.inhparent = published.oid
  UNION
  SELECT publication, i.inhrelid FROM part JOIN pg_inherits i ON i.inhparent = part.oid
), subscribed AS (
  SELECT s.oid, s.subname::text AS name, s.subpublications AS publications, stream.publication AS allowed
    FROM pg_subscription s
    LEFT JOIN (atlas.stream JOIN atlas.node ON node.home = stream.subscriber) ON stream.name = s.subname::text
   WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
)
SELECT 'publication', pubname::text, 'publishes every table there is and will be'
  FROM pg_publication WHERE puballtables
UNION ALL
SELECT 'publication', p.pubname::text, format('publishes every table that is and will be in schema %s', n.nspname)
  FROM pg_publication p JOIN pg_publication_namespace pn ON pn.pnpubid = p.oid JOIN pg_namespace n ON n.oid = pn.pnnspid
UNION ALL
SELECT 'published table', title, format('is in publication %s; by atlas.yaml it may be in %s', publication, coalesce(allowed, 'none'))
  FROM published WHERE allowed IS DISTINCT FROM publication
UNION ALL
SELECT 'published column', format('%s.%s', title, word), format('is in publication %s; by atlas.yaml it stays at home', publication)
  FROM published CROSS JOIN unnest(columns) AS word WHERE allowed = publication AND word <> ALL (published)
UNION ALL
SELECT 'published table', title,
       format('is a part of a table in publication %s; by atlas.yaml it may be in %s', part.publication, coalesce(listed.publication, 'none'))
  FROM part JOIN listed USING (oid) WHERE listed.publication IS DISTINCT FROM part.publication
UNION ALL
SELECT 'subscription', name,
       CASE WHEN allowed IS NULL THEN 'isn''t in atlas.yaml'
            ELSE format('takes %s; by atlas.yaml it takes %s', array_to_string(publications, ', '), allowed) END
  FROM subscribed WHERE allowed IS NULL OR publications <> ARRAY[allowed]
UNION ALL
SELECT 'received table', format('%s.%s', relation.schema_name, relation.table_name),
       format('arrives by subscription %s; by atlas.yaml it may be in %s', s.name, coalesce(listed.publication, 'none'))
  FROM subscribed s JOIN pg_subscription_rel r ON r.srsubid = s.oid JOIN relation ON relation.oid = r.srrelid
  LEFT JOIN listed ON listed.oid = relation.oid WHERE listed.publication IS NULL OR listed.publication <> ALL (s.publications)
UNION ALL
SELECT 'slot', s.slot_name::text,
       CASE WHEN s.plugin <> 'pgoutput' THEN format('reads every table, with %s', s.plugin)
            ELSE 'isn''t in atlas.yaml, and could read every table' END
  FROM pg_replication_slots s
 WHERE s.slot_type = 'logical' AND s.database = current_database()
   AND (s.plugin <> 'pgoutput'
        OR s.slot_name::text !~ '^pg_[0-9]+_sync_[0-9]+_[0-9]+$'
           AND NOT EXISTS (SELECT FROM atlas.stream JOIN atlas.node ON node.home = stream.publisher WHERE stream.name = s.slot_name::text))
UNION ALL
SELECT 'readable column', format('%s.%s', listed.title, a.attname), 'can be read by atlas_replication; by atlas.yaml it stays at home'
  FROM listed JOIN pg_attribute a ON a.attrelid = listed.oid
 WHERE a.attnum > 0 AND NOT a.attisdropped AND (listed.publication IS NULL OR a.attname::text <> ALL (listed.published))
   AND has_column_privilege(to_regrole('atlas_replication'), a.attrelid, a.attnum, 'SELECT')
UNION ALL
SELECT 'guard', listed.title, format('lacks the trigger %s, or has it switched off', g.name)
  FROM atlas.guard g JOIN listed USING (schema_name, table_name)
 WHERE listed.oid IS NOT NULL
   AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = listed.oid AND t.tgname = g.name AND t.tgenabled = g.fires)
UNION ALL
SELECT 'guard', listed.title, 'lacks the constraint atlas_home, or isn''t known to keep it'
  FROM listed
 WHERE listed.oid IS NOT NULL AND listed.copies = 'home' AND listed.home_column IS NOT NULL
   AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = listed.oid AND k.conname = 'atlas_home' AND k.convalidated)
UNION ALL
SELECT 'guard', wanted, 'isn''t there, or is switched off'
  FROM unnest(ARRAY['atlas_residency_before', 'atlas_residency_after']) AS wanted
 WHERE NOT EXISTS (SELECT FROM pg_event_trigger WHERE evtname = wanted AND evtenabled = 'A');

-- Every stream of this home that doesn't run as it should. Empty once all copies are complete.
CREATE OR REPLACE VIEW atlas.replication_gap (object, detail) AS
WITH wanted AS (
  SELECT stream.name, stream.publication, stream.publisher = node.home AS is_sent FROM atlas.stream CROSS JOIN atlas.node
), subscribed AS (
  SELECT wanted.name, wanted.publication, s.oid, s.subenabled,
         s.subfailover AS follows,
         -- A worker that fails to connect starts again and again: only one that was told a position runs.
         EXISTS (SELECT FROM pg_stat_subscription st WHERE st.subid = s.oid AND st.relid IS NULL AND st.received_lsn IS NOT NULL) AS runs
    FROM wanted
    LEFT JOIN pg_subscription s ON s.subname::text = wanted.name AND s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
   WHERE NOT wanted.is_sent
)
SELECT name, CASE WHEN oid IS NULL THEN 'has no subscription here' WHEN NOT subenabled THEN 'is switched off here'
                  ELSE 'has no worker here that gets through: the server''s log says why' END
  FROM subscribed WHERE oid IS NULL OR NOT subenabled OR NOT runs
UNION ALL
SELECT name, 'doesn''t follow its publisher to the recovery region: the subscription lacks failover' FROM subscribed WHERE NOT follows
UNION ALL
SELECT s.name, format('has not copied %s.%s yet (state %s)', e.schema_name, e.table_name, coalesce(r.srsubstate::text, 'unknown to it'))
  FROM subscribed s JOIN atlas.entity e ON e.publication = s.publication
  LEFT JOIN pg_subscription_rel r ON r.srsubid = s.oid AND r.srrelid = to_regclass(format('%I.%I', e.schema_name, e.table_name))
 WHERE s.oid IS NOT NULL AND r.srsubstate IS DISTINCT FROM 'r'
UNION ALL
SELECT wanted.name, CASE WHEN s.slot_name IS NULL THEN 'has no slot here' ELSE 'isn''t connected: its slot holds the log' END
  FROM wanted LEFT JOIN pg_replication_slots s ON s.slot_name::text = wanted.name AND s.database = current_database()
 WHERE wanted.is_sent AND s.active IS NOT TRUE
UNION ALL
SELECT wanted.name, 'doesn''t follow this server to its recovery region: the slot lacks failover'
  FROM wanted JOIN pg_replication_slots s ON s.slot_name::text = wanted.name AND s.database = current_database()
 WHERE wanted.is_sent AND NOT s.failover
UNION ALL
SELECT wanted.name, format('has no publication %s here', wanted.publication)
  FROM wanted WHERE wanted.is_sent AND NOT EXISTS (SELECT FROM pg_publication WHERE pubname::text = wanted.publication);

-- The guard of the whole database: notes what is wrong before a statement, and refuses it if more is wrong after. So what
-- is wrong already doesn't stop the statement that repairs it.
CREATE OR REPLACE FUNCTION atlas.note_violations() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $f$
BEGIN
  PERFORM set_config('atlas.violations', coalesce(json_agg(concat_ws(' ', kind, object, detail)), '[]')::text, true)
     FROM atlas.residency_violation;
END $f$;

CREATE OR REPLACE FUNCTION atlas.refuse_violations() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $f$
DECLARE
  added text;
BEGIN
  SELECT string_agg(concat_ws(' ', kind, object, detail), '; ' ORDER BY kind, object, detail) INTO added
    FROM atlas.residency_violation
   WHERE kind IN ('publication', 'published table', 'published column', 'subscription', 'received table')
     AND concat_ws(' ', kind, object, detail) NOT IN (SELECT json_array_elements_text(current_setting('atlas.violations')::json));
  IF added IS NOT NULL THEN
    RAISE EXCEPTION '% refused: %.', tg_tag, added
      USING ERRCODE = 'insufficient_privilege', HINT = 'Data leaves a home only as atlas.yaml says: change it there, and apply the compiled files.';
  END IF;
END $f$;
