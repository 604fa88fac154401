-- One act on many cases at once. The work is a task of base; this is what it is about, who wants it, and until when it can be
-- taken back. Clicked twice it is one act: by person and key.
create table cases.bulk_act (
  id uuid primary key,
  person_id uuid not null,
  idempotency_key text not null,
  action text not null check (action in ('dispatch', 'assign', 'close')),
  -- Ids only: where to, to whom.
  wanted jsonb not null,
  -- What the person wrote; it stands on the timelines, and is forgotten here when the act has ended.
  said text,
  -- The actions of the token it was asked with; null for a session.
  limited_to text[],
  created_at timestamptz not null default now(),
  task_id uuid not null,
  ended_at timestamptz,
  undo_until timestamptz,
  undo_task_id uuid,
  undone_at timestamptz,
  unique (person_id, idempotency_key)
);
create index bulk_act_by on cases.bulk_act (person_id, id desc);

-- Each case of it, with the version its list was read in, what came of it, and how it stood before.
create table cases.bulk_item (
  bulk_id uuid not null references cases.bulk_act (id) on delete cascade,
  place integer not null,
  case_id uuid not null,
  version integer not null,
  decision_id uuid,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'left', 'cancelled')),
  cause text,
  cause_details jsonb,
  -- Ids, states and moments.
  stood jsonb,
  undo text check (undo in ('undone', 'left')),
  undo_cause text,
  undo_details jsonb,
  primary key (bulk_id, case_id)
);
create index bulk_item_next on cases.bulk_item (bulk_id, place) where state = 'waiting';

-- What citizens are told of a bulk act when it can no longer be taken back. Without a moment it waits.
create table cases.held_notice (
  id uuid primary key,
  bulk_id uuid not null references cases.bulk_act (id),
  of_case_id uuid not null,
  case_id uuid not null,
  template text not null,
  actor text not null,
  parameters jsonb not null,
  due_at timestamptz
);
create index held_notice_case on cases.held_notice (case_id);
create index held_notice_bulk on cases.held_notice (bulk_id, of_case_id);
create index held_notice_due on cases.held_notice (due_at) where due_at is not null;

select base.grant_room('cases');
