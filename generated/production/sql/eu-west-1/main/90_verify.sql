-- Is it as atlas.yaml says? Nothing is changed. Waits for first copies; then an error names what is wrong.
-- production, home eu-west-1 (served by eu-west-1), database main. Compiled for PostgreSQL 17
-- from atlas.yaml (entities, classes, replication, regions): change that, not this file.
-- Safe to repeat: psql -X -v ON_ERROR_STOP=1 -f, as the administrator. It waits at most atlas.wait_seconds (60).
SELECT atlas.expect('production', 'eu-west-1', 'main');

DO $atlas$
DECLARE
  deadline timestamptz := clock_timestamp() + make_interval(secs => coalesce(nullif(current_setting('atlas.wait_seconds', true), ''), '60')::double precision);
  wrong    text;
BEGIN
  LOOP
    SELECT string_agg(concat_ws(' ', kind, object, detail), E'\n' ORDER BY kind, object, detail) INTO wrong FROM atlas.residency_violation;
    IF wrong IS NOT NULL THEN
      RAISE EXCEPTION E'Data could leave where atlas.yaml doesn''t send it:\n%', wrong
        USING ERRCODE = 'insufficient_privilege', HINT = 'SELECT * FROM atlas.residency_violation';
    END IF;
    SELECT string_agg(concat_ws(' ', object, detail), E'\n' ORDER BY object, detail) INTO wrong FROM atlas.replication_gap;
    EXIT WHEN wrong IS NULL;
    IF clock_timestamp() > deadline THEN
      RAISE EXCEPTION E'Not everything is replicated:\n%', wrong
        USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'SELECT * FROM atlas.replication_gap';
    END IF;
    PERFORM pg_sleep(0.1);
  END LOOP;
END $atlas$;
