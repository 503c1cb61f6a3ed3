-- The tables that Atlas itself keeps in this database. Nothing of the application is touched.
-- staging, home eu-west-1 (served by eu-west-1), database main. Compiled for PostgreSQL 17
-- from atlas.yaml (database, replication): change that, not this file.
-- Safe to repeat: psql -X -v ON_ERROR_STOP=1 -f, as the administrator.
DO $atlas$
DECLARE
  other text;
BEGIN
  IF current_setting('server_version_num')::integer / 10000 < 17 THEN
    RAISE EXCEPTION 'These files are for PostgreSQL % or newer, and this server is %.', 17, current_setting('server_version')
      USING HINT = 'Upgrade the server, or change the engine in atlas.yaml and compile again.';
  END IF;
  IF to_regclass('atlas.node') IS NOT NULL THEN
    SELECT concat_ws(', ', environment, home, database) INTO other FROM atlas.node
     WHERE (environment, home, database) IS DISTINCT FROM ('staging', 'eu-west-1', 'main');
    IF other IS NOT NULL THEN
      RAISE EXCEPTION 'This database is that of %, and the file is for %.', other, 'staging, eu-west-1, main'
        USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Connect to the other database, or take the other folder.';
    END IF;
  END IF;
END $atlas$;

CREATE SCHEMA IF NOT EXISTS atlas;

-- Which database this is: one row. A setting wouldn't do, because any session can change its settings.
CREATE TABLE IF NOT EXISTS atlas.node (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row));
ALTER TABLE atlas.node
  ADD COLUMN IF NOT EXISTS environment text NOT NULL,
  ADD COLUMN IF NOT EXISTS home        text NOT NULL,  -- the rows that belong here, wherever they are served
  ADD COLUMN IF NOT EXISTS region      text NOT NULL,  -- the region that serves them now
  ADD COLUMN IF NOT EXISTS database    text NOT NULL;  -- its name in atlas.yaml

-- Which classes with one writer may be written here. Promotion and fencing change it; these files never do.
CREATE TABLE IF NOT EXISTS atlas.writer (class text PRIMARY KEY);
ALTER TABLE atlas.writer
  ADD COLUMN IF NOT EXISTS is_writer boolean NOT NULL,
  ADD COLUMN IF NOT EXISTS epoch     bigint  NOT NULL DEFAULT 1;

-- What atlas.yaml says of each table. A table that isn't here is published nowhere.
CREATE TABLE IF NOT EXISTS atlas.entity (schema_name text, table_name text, PRIMARY KEY (schema_name, table_name));
ALTER TABLE atlas.entity
  ADD COLUMN IF NOT EXISTS entity      text   NOT NULL,
  ADD COLUMN IF NOT EXISTS class       text   NOT NULL,
  ADD COLUMN IF NOT EXISTS copies      text   NOT NULL,  -- home, jurisdiction or everywhere
  ADD COLUMN IF NOT EXISTS writes      text   NOT NULL,  -- home, single or append
  ADD COLUMN IF NOT EXISTS home_column text,
  ADD COLUMN IF NOT EXISTS publication text,             -- the only one that may carry it; NULL: none may
  ADD COLUMN IF NOT EXISTS columns     text[] NOT NULL,
  ADD COLUMN IF NOT EXISTS published   text[] NOT NULL,  -- the columns that copies have
  ADD COLUMN IF NOT EXISTS personal    text[] NOT NULL;

-- Which streams leave or arrive here: a stream, its slot and its subscription have one name.
CREATE TABLE IF NOT EXISTS atlas.stream (name text PRIMARY KEY);
ALTER TABLE atlas.stream
  ADD COLUMN IF NOT EXISTS publication text NOT NULL,
  ADD COLUMN IF NOT EXISTS publisher   text NOT NULL,
  ADD COLUMN IF NOT EXISTS subscriber  text NOT NULL;

-- Which triggers keep a table from what must not happen to it. `fires`: O for local changes, R for those that arrive.
CREATE TABLE IF NOT EXISTS atlas.guard (schema_name text, table_name text, name text, PRIMARY KEY (schema_name, table_name, name));
ALTER TABLE atlas.guard
  ADD COLUMN IF NOT EXISTS fires     "char" NOT NULL,
  ADD COLUMN IF NOT EXISTS events    text   NOT NULL,
  ADD COLUMN IF NOT EXISTS function  text   NOT NULL,
  ADD COLUMN IF NOT EXISTS arguments text[] NOT NULL;

-- How far behind a copy of class global is: its publisher writes the time here, again and again.
CREATE TABLE IF NOT EXISTS atlas.heartbeat_global (publisher text PRIMARY KEY);
ALTER TABLE atlas.heartbeat_global
  ADD COLUMN IF NOT EXISTS beat_at  timestamptz NOT NULL,
  ADD COLUMN IF NOT EXISTS beat_lsn pg_lsn      NOT NULL;
