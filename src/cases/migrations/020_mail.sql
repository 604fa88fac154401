-- A mailbox that mail is fetched from, and how far. One process at a time reads it, for as long as it holds it.
create table cases.mailbox (
  -- user@host/folder: what the operator set, without the password.
  name text primary key,
  uid_validity bigint,
  last_uid bigint not null default 0,
  -- What somebody had read before it was first looked into is no mail to us.
  first_at timestamptz not null default now(),
  first_uid_validity bigint,
  first_uid bigint,
  held_by uuid,
  held_until timestamptz,
  read_at timestamptz,
  failed_at timestamptz,
  -- Why it could not be read the last time: a word.
  failure text
);

-- A mail that came in and what became of it. What was written is beside it and can be erased.
create table cases.mail (
  id uuid primary key,
  mailbox text not null references cases.mailbox (name),
  uid_validity bigint not null,
  uid bigint not null,
  -- Of Message-ID and content: the same mail once more is the same row.
  digest bytea not null unique check (length(digest) = 32),
  bytes bigint not null,
  -- When the mail server got it.
  arrived_at timestamptz not null,
  taken_at timestamptz not null default now(),
  state text not null default 'waiting'
    check (state in ('waiting', 'case', 'reply', 'person', 'kept', 'refused', 'discarded')),
  -- Why a person has to look, why it was refused, or what kind of automatic mail it is: a word of the contract.
  reason text,
  -- The case it became or belongs to; for a person, the one it names.
  case_id uuid references cases.case_record (id),
  -- Its files as they were taken: name, and the error of the catalogue where one was refused. Erased with the content.
  files jsonb not null default '[]',
  -- Tries that failed, until a person has to look; while it is worked on, until when nobody else takes it.
  tries integer not null default 0,
  next_at timestamptz default now(),
  ended_at timestamptz,
  ended_by text,
  unique (mailbox, uid_validity, uid),
  check (state <> 'waiting' or next_at is not null)
);
create index mail_next on cases.mail (next_at) where next_at is not null;
create index mail_shown on cases.mail (state, id desc);
create index mail_case on cases.mail (case_id) where case_id is not null;
create index mail_ended on cases.mail (ended_at) where ended_at is not null;

create table cases.mail_content (
  mail_id uuid primary key references cases.mail (id),
  sender text not null,
  sender_name text not null,
  subject text not null,
  -- What a person reads: without what it quotes.
  text text,
  -- As it came; gone some time after it ended, and never there when it was too large.
  raw bytea,
  -- Why a person discarded it.
  note text
);
create index mail_sender on cases.mail_content (lower(sender));

-- A door for what another system posts in its own JSON. It belongs to a partner: its limit of calls and its end are the
-- partner's.
create table cases.incoming_webhook (
  id uuid primary key,
  partner_id uuid not null references cases.partner (id),
  name text not null,
  -- It signs with it, as our own webhooks are signed.
  secret text not null,
  -- Where in its JSON the fields of a case are.
  mapping jsonb not null,
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default now(),
  created_by text not null,
  ended_at timestamptz
);
create index incoming_webhook_partner on cases.incoming_webhook (partner_id);

-- What was posted, once for each name the sender gave it.
create table cases.incoming_post (
  id uuid primary key,
  webhook_id uuid not null references cases.incoming_webhook (id),
  -- The sender's own id of the matter, else the key of the call.
  key text not null,
  digest bytea not null check (length(digest) = 32),
  received_at timestamptz not null default now(),
  state text not null check (state in ('case', 'kept', 'discarded')),
  -- What could not be mapped: fields, and a word for each. Null once it is a case.
  faults jsonb,
  case_id uuid references cases.case_record (id),
  ended_at timestamptz,
  unique (webhook_id, key),
  check ((state = 'case') = (case_id is not null))
);
create index incoming_post_shown on cases.incoming_post (webhook_id, id desc);
create index incoming_post_case on cases.incoming_post (case_id) where case_id is not null;

-- The body of what is kept: as a case its words are the case's, and nothing stays here.
create table cases.incoming_post_content (
  post_id uuid primary key references cases.incoming_post (id),
  body text not null
);

select base.grant_room('cases');
