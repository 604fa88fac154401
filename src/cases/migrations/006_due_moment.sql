-- When somebody has to be told about a deadline: worked out in business time at each step that moves it, fired once by a
-- sweep. `step` is the version of the case at that step: the next one ends what was told before, so that neither a
-- deadline that is over nor a department that gave the case back is ever reminded of.
create table cases.due_moment (
  case_id uuid not null references cases.case_record (id),
  step integer not null,
  kind text not null check (kind in ('warning', 'overdue', 'escalation')),
  at timestamptz not null,
  department_id text not null,
  fired_at timestamptz,
  -- The ledger entry that says so.
  entry_id uuid,
  ended_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by text,
  primary key (case_id, step, kind),
  check ((fired_at is null) = (entry_id is null)),
  check ((acknowledged_at is null) = (acknowledged_by is null))
);
create index due_moment_next on cases.due_moment (at) where fired_at is null;
create index due_moment_told on cases.due_moment (department_id, at)
  where fired_at is not null and ended_at is null and acknowledged_at is null;

select base.grant_room('cases');
