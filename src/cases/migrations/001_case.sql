create schema cases;

-- Narrow and often updated: every transition rewrites a row. What people wrote lies in cases.case_content, so that a
-- transition does not write the search index again (200 terms a case) and content can be erased by itself.
create table cases.case_record (
  id uuid primary key,
  code text not null unique,
  version integer not null default 1,
  -- Number of the last event. It runs apart from the version: advice that arrives must not make an open page stale.
  last_seq integer not null default 1,
  state text not null check (state in ('reported', 'accepted', 'dispatched', 'handling', 'verifying', 'closed')),
  disposition text check (disposition in ('resolved', 'answered', 'declined', 'handed-over')),
  department_id text,
  duty_id text,
  category_id text,
  region_id text,
  cell text,
  channel text not null,
  nature text not null,
  urgency text not null,
  reported_at timestamptz not null,
  updated_at timestamptz not null,
  due_at timestamptz,
  closed_at timestamptz,
  rating smallint check (rating between 1 and 5),
  resolved boolean,
  reporter_person_id uuid,
  created_by text not null,
  idempotency_key text,
  source text not null,
  external_id text,
  generated boolean not null default false,
  blind boolean not null default false,
  draft_id uuid,
  decision_id uuid,
  decision_subject text,
  -- The kernel's commitment, in hex; compared before the advice is relied on.
  decision_hash text,
  advice_verdict text,
  -- Of a code that is the right to follow and rate the case; the code itself is content.
  follow_up_hash bytea not null unique check (length(follow_up_hash) = 32),
  check ((state = 'closed') = (disposition is not null)),
  check ((decision_id is null) = (decision_hash is null)),
  check ((decision_id is null) = (decision_subject is null))
);
create unique index case_record_repeat on cases.case_record (created_by, idempotency_key)
  where idempotency_key is not null;
create unique index case_record_external on cases.case_record (source, external_id) where external_id is not null;
create index case_record_recent on cases.case_record (reported_at desc, id desc);
create index case_record_state on cases.case_record (state, reported_at desc, id desc);
create index case_record_department on cases.case_record (department_id, state, reported_at desc, id desc);
create index case_record_region on cases.case_record (region_id, reported_at desc, id desc);
create index case_record_category on cases.case_record (category_id, reported_at desc, id desc);
create index case_record_reporter on cases.case_record (reporter_person_id, reported_at desc, id desc)
  where reporter_person_id is not null;
create index case_record_due on cases.case_record (due_at) where closed_at is null;
create index case_record_urgent on cases.case_record (reported_at desc, id desc) where urgency <> 'normal';

-- What people wrote: erasable.
create table cases.case_content (
  case_id uuid primary key references cases.case_record (id),
  subject text not null,
  detail text not null,
  address text,
  longitude double precision,
  latitude double precision,
  reporter_name text,
  reporter_phone text,
  -- Digits only, without country code: what is compared.
  phone_digits text,
  anonymous boolean not null,
  follow_up_code text not null,
  -- Character bigrams and Latin words; those of the address are marked. See search.rules.ts.
  search tsvector not null
);
create index case_content_search on cases.case_content using gin (search);
create index case_content_phone on cases.case_content (phone_digits text_pattern_ops) where phone_digits is not null;
create index case_content_name on cases.case_content (reporter_name text_pattern_ops) where reporter_name is not null;
-- The planner chooses between the index and walking the newest cases by how common a term is; 10,000 are remembered.
alter table cases.case_content alter column search set statistics 1000;

-- Immutable history: ids and salted commitments. A second writer of the same seq is kept out by the row lock on
-- cases.case_record, whose last_seq and version rise with each event; a unique key across partitions does not exist.
create table cases.event (
  id uuid not null,
  recorded_at timestamptz not null,
  case_id uuid not null,
  seq integer not null,
  type text not null,
  at timestamptz not null,
  actor text not null,
  department_id text,
  from_state text,
  to_state text not null,
  decision_id uuid,
  commitment bytea,
  details jsonb not null default '{}',
  primary key (recorded_at, id)
) partition by range (recorded_at);
create index event_case on cases.event (case_id, seq);

create table cases.event_content (
  event_id uuid not null,
  recorded_at timestamptz not null,
  salt bytea not null,
  actor_name text not null,
  text text,
  details jsonb not null default '{}',
  primary key (recorded_at, event_id)
) partition by range (recorded_at);

select base.monthly_table('cases.event');
select base.monthly_table('cases.event_content');
select base.grant_room('cases');
select base.make_history('cases.event');
