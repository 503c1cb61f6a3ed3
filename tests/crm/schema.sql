-- The tables of Atlas CRM as its own migrations make them. Ids are made by the application.

-- Known in every region ------------------------------------------------------------------------------------------

CREATE TABLE public.organization (
  id          uuid        PRIMARY KEY,
  name        text        NOT NULL,
  plan        text        NOT NULL,
  home_region text        NOT NULL,
  created_at  timestamptz NOT NULL,
  deleted_at  timestamptz
);

CREATE TABLE public.app_user (
  id              uuid        PRIMARY KEY,
  organization_id uuid        NOT NULL REFERENCES public.organization (id),
  email           text        NOT NULL UNIQUE,
  full_name       text        NOT NULL,
  phone           text,
  password_hash   text        NOT NULL,
  role            text        NOT NULL,
  created_at      timestamptz NOT NULL,
  deleted_at      timestamptz
);

CREATE TABLE public.user_preferences (
  user_id    uuid        PRIMARY KEY REFERENCES public.app_user (id),
  settings   jsonb       NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE public.referential (
  kind  text    NOT NULL,
  code  text    NOT NULL,
  label text    NOT NULL,
  sort  integer NOT NULL,
  PRIMARY KEY (kind, code)
);

CREATE TABLE public.system_configuration (
  name       text        PRIMARY KEY,
  value      text        NOT NULL,
  updated_at timestamptz NOT NULL
);

-- Known where they were made -------------------------------------------------------------------------------------

CREATE TABLE public.dossier (
  id              uuid        PRIMARY KEY,
  home_region     text        NOT NULL,
  organization_id uuid        NOT NULL REFERENCES public.organization (id),
  agent_id        uuid        NOT NULL REFERENCES public.app_user (id),
  client_name     text        NOT NULL,
  client_email    text        NOT NULL,
  client_phone    text,
  notes           text,
  state           text        NOT NULL,
  created_at      timestamptz NOT NULL,
  closed_at       timestamptz
);

CREATE TABLE public.document (
  id          uuid        PRIMARY KEY,
  home_region text        NOT NULL,
  dossier_id  uuid        NOT NULL REFERENCES public.dossier (id),
  file_name   text        NOT NULL,
  media_type  text        NOT NULL,
  size        bigint      NOT NULL,
  created_at  timestamptz NOT NULL
);

CREATE TABLE public.annonce (
  id            uuid           PRIMARY KEY,
  home_region   text           NOT NULL,
  dossier_id    uuid           NOT NULL REFERENCES public.dossier (id),
  contact_phone text,
  title         text           NOT NULL,
  price         numeric(14, 2) NOT NULL,
  published_at  timestamptz,
  withdrawn_at  timestamptz
);

CREATE TABLE public.activity_log (
  id          uuid        PRIMARY KEY,
  home_region text        NOT NULL,
  user_id     uuid        NOT NULL REFERENCES public.app_user (id),
  action      text        NOT NULL,
  ip_address  inet,
  details     jsonb       NOT NULL,
  created_at  timestamptz NOT NULL
);
