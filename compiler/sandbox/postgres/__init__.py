"""Local PostgreSQL servers, thrown away after use: `cluster.servers` starts one for each region."""
