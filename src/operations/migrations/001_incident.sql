-- Incidents of data and of AI: what the watch counted in the ledger, what it found, and what people did about it.
create schema operations;

-- How far the log of the ledger was read: the place after the last entry that was counted, one row.
create table operations.incident_watch (
  single boolean primary key default true check (single),
  place bigint not null default 0 check (place >= 0),
  looked_at timestamptz,
  -- The head up to which the log was verified, and when all of it was.
  verified_note text,
  verifying_at timestamptz,
  verified_at timestamptz
);
insert into operations.incident_watch default values;

-- What was done how often, in ten minutes each. Kept for as long as an account's own past counts. Drills apart.
create table operations.incident_count (
  signal text not null,
  about text not null,
  drill text not null default '',
  bucket timestamptz not null,
  role text,
  times integer not null,
  amount bigint not null,
  primary key (signal, about, drill, bucket)
);
create index incident_count_role on operations.incident_count (signal, role, bucket) where drill = '';
create index incident_count_bucket on operations.incident_count (bucket);

create table operations.incident (
  id uuid primary key,
  number integer generated always as identity unique,
  kind text not null check (kind in ('data', 'ai')),
  -- by-hand where a person opened it.
  rule text not null,
  about text not null,
  -- Which drill it belongs to; null: it is real.
  drill uuid,
  severity text not null check (severity in ('general', 'relatively-serious', 'serious', 'particularly-serious')),
  critical boolean not null default false,
  affected integer check (affected >= 0),
  assessed_at timestamptz,
  state text not null default 'open' check (state in ('open', 'closed')),
  opened_at timestamptz not null,
  opened_by text not null,
  close_asked_by text,
  closed_at timestamptz,
  version integer not null default 1
);
-- One at a time for a rule and whom it is about; a drill never joins a real one.
create unique index incident_one_open on operations.incident (rule, about, (coalesce(drill::text, '')))
  where state = 'open' and rule <> 'by-hand';
create index incident_opened on operations.incident (opened_at desc);

create table operations.incident_finding (
  id uuid primary key,
  incident_id uuid not null references operations.incident,
  found_at timestamptz not null,
  rule text not null,
  about text not null,
  drill uuid,
  window_from timestamptz not null,
  window_to timestamptz not null,
  measured bigint not null,
  threshold bigint not null,
  facts jsonb not null
);
create index incident_finding_incident on operations.incident_finding (incident_id, found_at);
create index incident_finding_last on operations.incident_finding (rule, about, found_at desc);

create table operations.incident_step (
  incident_id uuid not null references operations.incident,
  step text not null,
  place smallint not null,
  owner text not null,
  obligatory boolean not null,
  due_at timestamptz,
  done_at timestamptz,
  done_by text,
  primary key (incident_id, step)
);

-- Everything that was done about an incident, in order.
create table operations.incident_event (
  id uuid primary key,
  incident_id uuid not null references operations.incident,
  at timestamptz not null,
  made_by text not null,
  what text not null,
  facts jsonb not null,
  -- In a person's words, sealed.
  words text
);
create index incident_event_incident on operations.incident_event (incident_id, at, id);

-- Texts as people edited them; a text that nobody edited is made anew from the facts.
create table operations.incident_text (
  incident_id uuid not null references operations.incident,
  audience text not null check (audience in ('regulator', 'persons', 'leaders')),
  language text not null check (language in ('zh', 'en')),
  words text not null,
  saved_by text not null,
  saved_at timestamptz not null,
  version integer not null default 1,
  primary key (incident_id, audience, language)
);

select base.grant_room('operations');
select base.make_history('operations.incident_finding');
select base.make_history('operations.incident_event');
