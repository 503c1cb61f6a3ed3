-- What atlas.yaml says of this database: which one it is, its tables, streams and guards. All of it, or nothing.
-- production, home ap-southeast-1 (served by ap-southeast-1), database main. Compiled for PostgreSQL 17
-- from atlas.yaml (entities, classes, regions, replication): change that, not this file.
-- Safe to repeat: psql -X -v ON_ERROR_STOP=1 -f, as the administrator. The application's tables must be there.
DO $atlas$
DECLARE
  wrong text;
BEGIN
  INSERT INTO atlas.node (environment, home, region, database)
  VALUES ('production', 'ap-southeast-1', 'ap-southeast-1', 'main')
  ON CONFLICT (only_row) DO UPDATE SET region = EXCLUDED.region;
  PERFORM atlas.expect('production', 'ap-southeast-1', 'main');

  DELETE FROM atlas.entity;
  INSERT INTO atlas.entity (schema_name, table_name, entity, class, copies, writes, home_column, publication, columns, published, personal) VALUES
    ('public', 'activity_log',         'activity_log',         'regional', 'home',       'home',   'home_region', NULL,
       '{id,home_region,details,ip_address,user_id,action,created_at}',
       '{}',
       '{details,ip_address}'),
    ('public', 'annonce',              'annonce',              'regional', 'home',       'home',   'home_region', NULL,
       '{id,home_region,contact_phone,dossier_id,title,price,published_at,withdrawn_at}',
       '{}',
       '{contact_phone}'),
    ('public', 'app_user',             'app_user',             'global',   'everywhere', 'single', NULL,          'atlas_global',
       '{id,email,full_name,password_hash,phone,organization_id,role,created_at,deleted_at}',
       '{id,email,full_name,password_hash,phone,organization_id,role,created_at,deleted_at}',
       '{email,full_name,password_hash,phone}'),
    ('public', 'document',             'document',             'regional', 'home',       'home',   'home_region', NULL,
       '{id,home_region,file_name,dossier_id,media_type,size,created_at}',
       '{}',
       '{file_name}'),
    ('public', 'dossier',              'dossier',              'regional', 'home',       'home',   'home_region', NULL,
       '{id,home_region,client_email,client_name,client_phone,notes,agent_id,organization_id,state,created_at,closed_at}',
       '{}',
       '{client_email,client_name,client_phone,notes}'),
    ('public', 'organization',         'organization',         'global',   'everywhere', 'single', NULL,          'atlas_global',
       '{id,name,plan,home_region,created_at,deleted_at}',
       '{id,name,plan,home_region,created_at,deleted_at}',
       '{}'),
    ('public', 'referential',          'referential',          'global',   'everywhere', 'single', NULL,          'atlas_global',
       '{kind,code,label,sort}',
       '{kind,code,label,sort}',
       '{}'),
    ('public', 'system_configuration', 'system_configuration', 'global',   'everywhere', 'single', NULL,          'atlas_global',
       '{name,value,updated_at}',
       '{name,value,updated_at}',
       '{}'),
    ('public', 'user_preferences',     'user_preferences',     'global',   'everywhere', 'single', NULL,          'atlas_global',
       '{user_id,settings,updated_at}',
       '{user_id,settings,updated_at}',
       '{settings}'),
    ('atlas',  'heartbeat_global',     'heartbeat_global',     'global',   'everywhere', 'single', NULL,          'atlas_global',
       '{publisher,beat_at,beat_lsn}',
       '{publisher,beat_at,beat_lsn}',
       '{}');

  DELETE FROM atlas.guard;
  INSERT INTO atlas.guard (schema_name, table_name, name, fires, events, function, arguments) VALUES
    ('public', 'activity_log',         'atlas_residency',          'R', 'INSERT OR UPDATE OR DELETE', 'guard_residency', '{}'),
    ('public', 'activity_log',         'atlas_residency_truncate', 'R', 'TRUNCATE',                   'guard_residency', '{}'),
    ('public', 'annonce',              'atlas_residency',          'R', 'INSERT OR UPDATE OR DELETE', 'guard_residency', '{}'),
    ('public', 'annonce',              'atlas_residency_truncate', 'R', 'TRUNCATE',                   'guard_residency', '{}'),
    ('public', 'app_user',             'atlas_writer',             'O', 'INSERT OR UPDATE OR DELETE', 'guard_writer',    '{global}'),
    ('public', 'app_user',             'atlas_a_writer_truncate',  'O', 'TRUNCATE',                   'guard_writer',    '{global}'),
    ('public', 'app_user',             'atlas_truncate',           'O', 'TRUNCATE',                   'guard_truncate',  '{}'),
    ('public', 'document',             'atlas_residency',          'R', 'INSERT OR UPDATE OR DELETE', 'guard_residency', '{}'),
    ('public', 'document',             'atlas_residency_truncate', 'R', 'TRUNCATE',                   'guard_residency', '{}'),
    ('public', 'dossier',              'atlas_residency',          'R', 'INSERT OR UPDATE OR DELETE', 'guard_residency', '{}'),
    ('public', 'dossier',              'atlas_residency_truncate', 'R', 'TRUNCATE',                   'guard_residency', '{}'),
    ('public', 'organization',         'atlas_writer',             'O', 'INSERT OR UPDATE OR DELETE', 'guard_writer',    '{global}'),
    ('public', 'organization',         'atlas_a_writer_truncate',  'O', 'TRUNCATE',                   'guard_writer',    '{global}'),
    ('public', 'organization',         'atlas_truncate',           'O', 'TRUNCATE',                   'guard_truncate',  '{}'),
    ('public', 'referential',          'atlas_writer',             'O', 'INSERT OR UPDATE OR DELETE', 'guard_writer',    '{global}'),
    ('public', 'referential',          'atlas_a_writer_truncate',  'O', 'TRUNCATE',                   'guard_writer',    '{global}'),
    ('public', 'referential',          'atlas_truncate',           'O', 'TRUNCATE',                   'guard_truncate',  '{}'),
    ('public', 'system_configuration', 'atlas_writer',             'O', 'INSERT OR UPDATE OR DELETE', 'guard_writer',    '{global}'),
    ('public', 'system_configuration', 'atlas_a_writer_truncate',  'O', 'TRUNCATE',                   'guard_writer',    '{global}'),
    ('public', 'system_configuration', 'atlas_truncate',           'O', 'TRUNCATE',                   'guard_truncate',  '{}'),
    ('public', 'user_preferences',     'atlas_writer',             'O', 'INSERT OR UPDATE OR DELETE', 'guard_writer',    '{global}'),
    ('public', 'user_preferences',     'atlas_a_writer_truncate',  'O', 'TRUNCATE',                   'guard_writer',    '{global}'),
    ('public', 'user_preferences',     'atlas_truncate',           'O', 'TRUNCATE',                   'guard_truncate',  '{}'),
    ('atlas',  'heartbeat_global',     'atlas_writer',             'O', 'INSERT OR UPDATE OR DELETE', 'guard_writer',    '{global}'),
    ('atlas',  'heartbeat_global',     'atlas_a_writer_truncate',  'O', 'TRUNCATE',                   'guard_writer',    '{global}'),
    ('atlas',  'heartbeat_global',     'atlas_truncate',           'O', 'TRUNCATE',                   'guard_truncate',  '{}');

  DELETE FROM atlas.stream;
  INSERT INTO atlas.stream (name, publication, publisher, subscriber) VALUES
    (       'atlas_global_eu_west_1_to_ap_southeast_1',
       'atlas_global', 'eu-west-1', 'ap-southeast-1');

  -- Who writes is changed by promoting one home and fencing the other, with both looking; never by repeating a file.
  INSERT INTO atlas.writer (class, is_writer) VALUES
    ('global', false)
  ON CONFLICT DO NOTHING;
  SELECT string_agg(format('class %s %s by atlas.yaml, %s by this database (epoch %s)', class,
           CASE WHEN wanted THEN 'is written here' ELSE 'isn''t' END, CASE WHEN is_writer THEN 'is' ELSE 'isn''t' END, epoch), '; ')
    INTO wrong
    FROM atlas.writer JOIN (VALUES
    ('global', false)
    ) AS said (class, wanted) USING (class)
   WHERE is_writer <> wanted;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'atlas.yaml and this database disagree about who writes: %.', wrong
      USING ERRCODE = 'object_not_in_prerequisite_state',
            HINT = 'If a promotion is over, state it in atlas.yaml and compile again; if not, do the promotion first.';
  END IF;
  DELETE FROM atlas.writer WHERE class <> ALL ('{global}'::text[]);

  SELECT string_agg(format('%s.%s.%s', e.schema_name, e.table_name, word), ', ' ORDER BY e.schema_name, e.table_name, word)
    INTO wrong
    FROM atlas.entity e
    LEFT JOIN (pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace) ON (n.nspname::text, c.relname::text) = (e.schema_name, e.table_name)
   CROSS JOIN unnest(e.columns) AS word
   WHERE NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname::text = word AND NOT a.attisdropped);
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'atlas.yaml names columns that aren''t in this database: %.', wrong
      USING ERRCODE = 'undefined_column', HINT = 'Run the application''s migrations at every home first, then this file.';
  END IF;

  SELECT string_agg(format('%s.%s (subscription %s)', e.schema_name, e.table_name, s.subname), ', ')
    INTO wrong
    FROM atlas.entity e JOIN pg_class c ON c.relname::text = e.table_name JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname::text = e.schema_name
    JOIN pg_subscription_rel r ON r.srrelid = c.oid JOIN pg_subscription s ON s.oid = r.srsubid
   WHERE e.copies = 'home';
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'By atlas.yaml these tables are never copied, and yet rows of them arrive: %.', wrong
      USING ERRCODE = 'object_not_in_prerequisite_state',
            HINT = 'Take them out of the publication on the other side, wait until the slot has passed that point, and refresh the subscription; then repeat.';
  END IF;
END $atlas$;
