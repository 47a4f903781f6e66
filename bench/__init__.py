"""How fast the portal is: `bench/run` measures it on PostgreSQL and Redis, as docker-compose.yml runs it."""
