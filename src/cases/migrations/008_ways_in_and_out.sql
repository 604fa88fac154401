-- A system outside that brings cases in or is told of them. Its key is the right to do so; only a hash of it is kept.
create table cases.partner (
  id uuid primary key,
  name text not null,
  rights text[] not null,
  -- In whose words orders are exchanged with it.
  adapter text not null default 'standard',
  key_hash bytea not null unique check (length(key_hash) = 32),
  key_prefix text not null,
  calls_per_minute integer not null check (calls_per_minute between 1 and 60000),
  -- The minute that is counted, and the calls in it: one statement admits and counts, for any number of processes.
  minute bigint not null default 0,
  calls integer not null default 0,
  created_at timestamptz not null default now(),
  created_by text not null,
  revoked_at timestamptz,
  last_used_at timestamptz
);

-- Cases that a partner brought in, with what it calls them.
create table cases.partner_case (
  case_id uuid primary key references cases.case_record (id),
  partner_id uuid not null references cases.partner (id),
  external_id text,
  service_code text,
  -- Of what was sent: the same once more is a repeat, another under the same key a mistake.
  body_hash bytea not null check (length(body_hash) = 32),
  taken_at timestamptz not null default now()
);
create index partner_case_of on cases.partner_case (partner_id, taken_at desc);
create index partner_case_body on cases.partner_case (partner_id, body_hash);
create unique index partner_case_external on cases.partner_case (partner_id, external_id)
  where external_id is not null;

-- Words a partner added to its case; the same once more is not written again.
create table cases.partner_update (
  case_id uuid not null references cases.case_record (id),
  update_id text not null,
  our_id uuid not null,
  primary key (case_id, update_id)
);

-- What is asked for beside the description of a matter of one category; none unless the city configured it.
create table cases.service_attribute (
  category_id text not null,
  code text not null,
  position integer not null,
  datatype text not null check (datatype in ('string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist')),
  required boolean not null,
  description text not null,
  options jsonb not null default '[]',
  primary key (category_id, code)
);

-- Who is told of what happens to cases: a webhook of its own, or the partner that brought the case in.
create table cases.partner_subscription (
  id uuid primary key,
  name text not null,
  url text not null,
  secret text not null,
  event_types text[] not null,
  -- Null: all departments.
  department_ids text[],
  -- Set: only cases this partner brought in, in the words of the adapter.
  partner_id uuid references cases.partner (id),
  adapter text,
  created_at timestamptz not null default now(),
  created_by text not null,
  ended_at timestamptz,
  check ((partner_id is null) = (adapter is null))
);

-- Messages to be sent, written with the act they tell of. No personal data.
create table cases.partner_message (
  id uuid primary key,
  subscription_id uuid not null references cases.partner_subscription (id),
  case_id uuid not null,
  event_id uuid not null,
  event_type text not null,
  body text not null,
  made_at timestamptz not null default now(),
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'parked')),
  attempts integer not null default 0,
  -- When it is tried next; while it is being sent, when another may take it for left behind.
  next_at timestamptz not null default now(),
  last_at timestamptz,
  last_status integer,
  last_error text,
  unique (subscription_id, event_id)
);
create index partner_message_due on cases.partner_message (next_at) where state = 'waiting';
create index partner_message_shown on cases.partner_message (subscription_id, made_at desc);

-- What a higher-level platform says it sent, held against what is here; the last ones are shown.
create table cases.reconciliation (
  id uuid primary key,
  partner_id uuid not null references cases.partner (id),
  made_at timestamptz not null default now(),
  report jsonb not null
);
create index reconciliation_last on cases.reconciliation (partner_id, made_at desc);

select base.grant_room('cases');
