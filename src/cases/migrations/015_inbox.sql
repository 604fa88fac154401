-- What people are told. One row for everybody it is for: a department, a role, a region's grid members, one person. It
-- holds ids; the text is made when it is read, in the reader's language and of what the reader may see then.
create table cases.inbox_message (
  id uuid primary key,
  -- `department:…`, `lead:…` (of a department), `region:…`, `role:…`, `person:…`
  audience text not null,
  template text not null,
  case_id uuid,
  -- Who did it: nobody is told of what they did themselves.
  actor text not null,
  -- Ids, numbers and words of a contract, never what somebody wrote.
  parameters jsonb not null default '{}'
);
create index inbox_message_told on cases.inbox_message (audience, id desc);

-- What somebody has read: everything up to `read_through`, and these.
create table cases.inbox_through (
  person_id uuid primary key,
  read_through uuid not null
);
create table cases.inbox_read (
  person_id uuid not null,
  message_id uuid not null references cases.inbox_message (id) on delete cascade,
  primary key (person_id, message_id)
);
create index inbox_read_message on cases.inbox_read (message_id);

-- How the citizen of a case wants to be told, by their own consent. The address stands here alone, so that it is erased in
-- one place; it is when the citizen wants no more of it.
create table cases.contact (
  id uuid primary key,
  case_id uuid not null unique references cases.case_record (id),
  channel text not null check (channel in ('email', 'sms')),
  address text,
  language text not null check (language in ('zh', 'en')),
  -- In every message: the right to end them.
  code text not null unique,
  consented_at timestamptz not null,
  ended_at timestamptz,
  check (ended_at is null or address is null)
);

-- What is sent to citizens. The table is the queue: quiet hours, the next try and a retry by hand are one column, and what
-- an operator reads here is what will happen. The id goes out with the message, the same at each try.
create table cases.delivery (
  id uuid primary key,
  contact_id uuid not null references cases.contact (id),
  case_id uuid not null,
  channel text not null,
  template text not null,
  parameters jsonb not null default '{}',
  -- Danger waits for no morning.
  urgent boolean not null default false,
  state text not null default 'queued' check (state in ('queued', 'failed', 'sent', 'parked', 'cancelled')),
  tries integer not null default 0,
  next_try_at timestamptz,
  -- Held by a process that is sending it; when that dies the hold runs out.
  held_until timestamptz,
  -- Why the last try failed: a code of the catalogue, and what the other side answered as a number or a word.
  cause text,
  cause_details jsonb,
  created_at timestamptz not null,
  ended_at timestamptz,
  check ((state in ('queued', 'failed')) = (next_try_at is not null))
);
create index delivery_next on cases.delivery (channel, next_try_at) where next_try_at is not null;
create index delivery_state on cases.delivery (state, id desc);
create index delivery_contact on cases.delivery (contact_id);

-- The city's own words; every version is kept. A template without a row has the words it was shipped with.
create table cases.message_template (
  template text not null,
  version integer not null check (version > 0),
  title_zh text not null,
  text_zh text not null,
  title_en text not null,
  text_en text not null,
  saved_at timestamptz not null,
  saved_by text not null,
  primary key (template, version)
);

-- One row: when citizens get no short messages, in the city's time; null for never.
create table cases.message_setting (
  one boolean primary key default true check (one),
  quiet_from text check (quiet_from ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  quiet_until text check (quiet_until ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  version integer not null default 1,
  check ((quiet_from is null) = (quiet_until is null))
);
insert into cases.message_setting (quiet_from, quiet_until) values ('21:00', '08:00');

select base.grant_room('cases');
