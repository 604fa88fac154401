-- When somebody has to be told about a deadline: worked out in business time at each change of the case, fired once by a
-- sweep. A department that is given a case late is told for itself, hence it is part of the key.
create table cases.due_moment (
  case_id uuid not null references cases.case_record (id),
  kind text not null check (kind in ('warning', 'overdue', 'escalation')),
  at timestamptz not null,
  department_id text not null,
  fired_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by text,
  primary key (case_id, kind, at, department_id),
  check ((acknowledged_at is null) = (acknowledged_by is null))
);
create index due_moment_next on cases.due_moment (at) where fired_at is null;
create index due_moment_told on cases.due_moment (department_id, at)
  where fired_at is not null and acknowledged_at is null;

select base.grant_room('cases');
