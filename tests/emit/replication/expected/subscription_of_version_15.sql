-- Takes what eu-west-1 publishes in atlas_global. Nothing is made on the other side: the slot is there.
-- production, home us-east-1 (served by us-east-1), database main. Compiled for PostgreSQL 15
-- from atlas.yaml (replication, regions, entities): change that, not this file.
-- Safe to repeat: psql -X -v ON_ERROR_STOP=1 -f, as a superuser, or RDS's main user. Settings come with the session (PGOPTIONS), never in a file.
-- A home that moved to its recovery region, served there by its physical replica, is followed by repeating this with the
-- new host. Another publisher is another subscription: the positions of one log mean nothing in the other.
SELECT atlas.expect('production', 'us-east-1', 'main');

DO $atlas$
DECLARE
  password   text := coalesce(current_setting('atlas.publisher_password', true), '');
  copy_data  boolean := coalesce(nullif(current_setting('atlas.copy_data', true), ''), 'true');
  connection text := 'connect_timeout=10 keepalives_idle=30';
  part       record;
  known      record;
  filled     text;
  hint       text;
BEGIN
  FOR part IN SELECT word, coalesce(nullif(given, ''), standard) AS value FROM (VALUES
      ('host',             current_setting('atlas.publisher_host', true),        NULL),
      ('port',             current_setting('atlas.publisher_port', true),        '5432'),
      ('dbname',           current_setting('atlas.publisher_dbname', true),      'atlas_crm'),
      ('user',             'atlas_replication', NULL),
      ('password',         password, NULL),
      ('application_name', 'atlas_global_eu_west_1_to_us_east_1', NULL),
      ('sslmode',          current_setting('atlas.publisher_sslmode', true),     'verify-full'),
      ('sslrootcert',      current_setting('atlas.publisher_sslrootcert', true), '/rdsdbdata/rds-metadata/ca-cert.pem')
    ) AS option (word, given, standard)
  LOOP
    IF part.value IS NULL THEN
      RAISE EXCEPTION 'The setting atlas.publisher_% is missing.', part.word
        USING ERRCODE = 'invalid_parameter_value', HINT = 'It leads to the database main of eu-west-1.';
    END IF;
    connection := format('%s=''%s'' %s', part.word, replace(replace(part.value, '\', '\\'), '''', '\'''), connection);
  END LOOP;

  SELECT subslotname, subpublications, pg_get_userbyid(subowner) AS owner INTO known FROM pg_subscription
   WHERE subname = 'atlas_global_eu_west_1_to_us_east_1' AND subdbid = (SELECT oid FROM pg_database WHERE datname = current_database());
  IF NOT FOUND THEN
    SELECT string_agg(title, ', ') INTO filled FROM (VALUES
      ('public.app_user', EXISTS (SELECT FROM public.app_user)),
      ('public.organization', EXISTS (SELECT FROM public.organization)),
      ('public.referential', EXISTS (SELECT FROM public.referential)),
      ('public.system_configuration', EXISTS (SELECT FROM public.system_configuration)),
      ('public.user_preferences', EXISTS (SELECT FROM public.user_preferences)),
      ('atlas.heartbeat_global', EXISTS (SELECT FROM atlas.heartbeat_global))
    ) AS copied (title, has_rows) WHERE has_rows;
    IF copy_data AND filled IS NOT NULL THEN
      RAISE EXCEPTION 'The first copy would meet rows that are here already, in %.', filled
        USING ERRCODE = 'object_not_in_prerequisite_state',
              HINT = 'Empty these tables; or, if all rows are known to be equal, set atlas.copy_data to off.';
    END IF;
    EXECUTE format('CREATE SUBSCRIPTION atlas_global_eu_west_1_to_us_east_1 CONNECTION %L PUBLICATION atlas_global
      WITH (create_slot = false, slot_name = atlas_global_eu_west_1_to_us_east_1, copy_data = %s,
            disable_on_error = false, streaming = on)', connection, copy_data::text);
  ELSIF known.subslotname IS DISTINCT FROM 'atlas_global_eu_west_1_to_us_east_1' OR known.subpublications <> ARRAY['atlas_global'] THEN
    RAISE EXCEPTION 'The subscription % takes % from slot %, and that isn''t what atlas.yaml means by it.',
      'atlas_global_eu_west_1_to_us_east_1', known.subpublications, known.subslotname
      USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Drop it, and repeat this file; the first copy needs empty tables.';
  ELSE
    EXECUTE format('ALTER SUBSCRIPTION atlas_global_eu_west_1_to_us_east_1 CONNECTION %L', connection);
    ALTER SUBSCRIPTION atlas_global_eu_west_1_to_us_east_1 SET (disable_on_error = false, streaming = on);
    ALTER SUBSCRIPTION atlas_global_eu_west_1_to_us_east_1 ENABLE;
  END IF;

  IF known.owner IS DISTINCT FROM 'atlas_subscriber' THEN
    -- Version 15 gives a subscription to superusers only, but lets it run when its owner is one no more.
    IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
      ALTER ROLE atlas_subscriber SUPERUSER;
      ALTER SUBSCRIPTION atlas_global_eu_west_1_to_us_east_1 OWNER TO atlas_subscriber;
      ALTER ROLE atlas_subscriber NOSUPERUSER;
    ELSE
      RAISE WARNING 'The subscription stays with %: in version 15 only a superuser can give it away. Rows arrive with the rights of %.', current_user, current_user
        USING HINT = 'The triggers still refuse what must not arrive. From version 16 on, it gets an owner of its own.';
    END IF;
  END IF;
EXCEPTION WHEN OTHERS THEN
  -- Said again without the statement, which holds the password.
  GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
  RAISE EXCEPTION '%', replace(SQLERRM, password, '***')
    USING ERRCODE = SQLSTATE,
          HINT = coalesce(nullif(hint, ''), 'The settings atlas.publisher_... lead from here to the database main of eu-west-1.');
END $atlas$;
