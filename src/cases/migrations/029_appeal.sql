-- A citizen objects to a decision that AI had a part in, or asks that a person looks at the matter (算法异议; PIPL articles 24
-- and 50). Who looks at it had no part in the first decision. What both say is sealed, and erased with the case.
create table cases.appeal (
  id uuid primary key,
  case_id uuid not null references cases.case_record (id),
  decision_id uuid not null,
  algorithm text not null,
  kind text not null check (kind in ('wrong', 'person')),
  ground text,
  salt bytea,
  made_at timestamptz not null,
  due_at timestamptz not null,
  made_by text not null,
  outcome text check (outcome in ('upheld', 'kept', 'lapsed')),
  finding text,
  decided_at timestamptz,
  decided_by text,
  -- Where a person says the matter belonged: what later training learns of it.
  corrected_department_id text,
  corrected_category_id text,
  check ((outcome is null) = (decided_at is null) and (outcome is null) = (decided_by is null)),
  check (outcome is not distinct from 'upheld' or (corrected_department_id is null and corrected_category_id is null))
);
create unique index appeal_open on cases.appeal (case_id) where outcome is null;
create index appeal_case on cases.appeal (case_id, made_at);
create index appeal_due on cases.appeal (due_at, id) where outcome is null;
create index appeal_decided on cases.appeal (decided_at desc, id desc) where outcome is not null;
create index appeal_of_algorithm on cases.appeal (algorithm, made_at);
select base.grant_room('cases');
