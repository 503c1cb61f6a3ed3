-- Takes up the tables that eu-west-1 has added to atlas_global, and lets go of those that it has taken out.
-- production, home us-east-1 (served by us-east-1), database main. Compiled for PostgreSQL 17
-- from atlas.yaml (replication, entities): change that, not this file.
-- Safe to repeat; alone, outside any transaction: psql -X -v ON_ERROR_STOP=1 -f, as the administrator.
ALTER SUBSCRIPTION atlas_global_eu_west_1_to_us_east_1 REFRESH PUBLICATION WITH (copy_data = true);
