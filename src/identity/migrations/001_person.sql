create schema identity;

create table identity.person (
  id uuid primary key,
  account text not null unique check (length(account) between 2 and 64 and account = lower(account)),
  name text not null check (length(name) between 1 and 100),
  roles text[] not null,
  department_id text,
  region_ids text[] not null default '{}',
  -- The highest data level this person may ever see; the roles may allow less.
  level text not null default 'L3' check (level in ('L1', 'L2', 'L3', 'L4')),
  active boolean not null default true,
  fictional boolean not null default false,
  must_change_password boolean not null,
  created_at timestamptz not null default now(),
  version integer not null default 1
);
create index person_roles on identity.person using gin (roles);
create index person_department on identity.person (department_id);

-- Failed passwords by account, whether somebody has that account or not: the answer must not tell which.
create table identity.sign_in_failure (
  account text primary key,
  failures integer not null,
  locked_until timestamptz,
  updated_at timestamptz not null
);
create index sign_in_failure_age on identity.sign_in_failure (updated_at);

create table identity.token (
  id uuid primary key,
  person_id uuid not null references identity.person (id),
  name text not null check (length(name) between 1 and 100),
  -- SHA-256 of the token; the token has 256 random bits, so a slow hash would add nothing.
  hash bytea not null unique check (length(hash) = 32),
  prefix text not null,
  actions text[] not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz
);
create index token_person on identity.token (person_id, created_at desc);

select base.grant_room('identity');
