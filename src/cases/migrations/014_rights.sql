-- How long what was said is kept after a case was closed. One row without a category holds for all that have none.
create table cases.retention_rule (
  category_id text primary key,
  years integer not null check (years between 1 and 100),
  -- While it is set nothing of the category is erased.
  hold boolean not null default false,
  updated_at timestamptz not null default now(),
  updated_by text not null
);
insert into cases.retention_rule (category_id, years, updated_by) values ('', 10, 'system');

-- A case that must not be erased for now, e.g. because of a lawsuit.
create table cases.legal_hold (
  id uuid primary key,
  case_id uuid not null references cases.case_record (id),
  reason text not null,
  placed_at timestamptz not null,
  placed_by text not null,
  lifted_at timestamptz,
  lifted_by text,
  check ((lifted_at is null) = (lifted_by is null))
);
create unique index legal_hold_open on cases.legal_hold (case_id) where lifted_at is null;

alter table cases.case_record add column erased_at timestamptz;
create index case_record_kept on cases.case_record (closed_at, id) where closed_at is not null and erased_at is null;

-- One run a day; who dies in it leaves it to be taken up again.
create table cases.retention_run (
  day date primary key,
  taken_at timestamptz not null,
  ended_at timestamptz,
  erased integer not null default 0
);

-- What was held about a caller before it was corrected, and why: erased with the case.
create table cases.personal_change (
  id uuid primary key,
  case_id uuid not null references cases.case_record (id),
  at timestamptz not null,
  actor_name text not null,
  field text not null check (field in ('name', 'phone', 'address')),
  was text,
  becomes text,
  reason text not null
);
create index personal_change_case on cases.personal_change (case_id, id);

-- Who asked for a person's data, or that they be erased, and what came of it. Not whose: that would keep what was erased.
create table cases.personal_request (
  id uuid primary key,
  at timestamptz not null,
  actor text not null,
  actor_name text not null,
  kind text not null check (kind in ('export', 'erase')),
  reason text not null,
  cases integer not null,
  done boolean not null
);

select base.grant_room('cases');
