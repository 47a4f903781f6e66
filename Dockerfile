# One image for web, worker, beat and migrate; docker-compose.yml says which command each runs.

FROM node:22-slim AS front-end
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM python:3.11-slim AS build
WORKDIR /app
RUN python -m venv .venv && pip install --no-cache-dir uv==0.13.9
COPY requirements.txt ./
RUN uv pip install --no-cache --python .venv/bin/python --require-hashes -r requirements.txt
COPY . .
COPY --from=front-end /app/node_modules node_modules
# The settings demand their environment; none of these values is kept in the image.
RUN script/messages --compile \
    && DJANGO_SECRET_KEY=build DJANGO_ALLOWED_HOSTS=build DATABASE_URL=sqlite:///:memory: \
       REDIS_URL=memory:// EMAIL_URL=dummymail:// .venv/bin/python manage.py collectstatic --noinput --verbosity=0 \
    && mkdir -p var/media

FROM python:3.11-slim
# pg_dump and pg_restore, for `manage.py backup` and `restore`.
RUN apt-get update && apt-get install --yes --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --no-create-home portal
WORKDIR /app
COPY --from=build /app /app
RUN chown portal:portal var/media
ENV PATH=/app/.venv/bin:$PATH BIND=0.0.0.0:8000 PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER portal
EXPOSE 8000
CMD ["script/web"]
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["script/healthy"]
