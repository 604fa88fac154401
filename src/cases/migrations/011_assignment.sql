-- Who of the department works on a case; it ends when the case leaves the department.
alter table cases.case_record add column assignee_id uuid;
create index case_record_assignee on cases.case_record (assignee_id, state, reported_at desc, id desc)
  where assignee_id is not null;

-- Leave, during which new cases go to the substitute, and delegation, during which the substitute only sees them, too.
-- Local days, both inclusive. It never gives anybody more to see than the own desk.
create table cases.absence (
  id uuid primary key,
  kind text not null check (kind in ('leave', 'delegation')),
  person_id uuid not null,
  substitute_id uuid not null check (substitute_id <> person_id),
  department_id text not null,
  starts date not null,
  ends date not null check (ends >= starts),
  entered_at timestamptz not null,
  entered_by text not null,
  ended_at timestamptz,
  ended_by text,
  check ((ended_at is null) = (ended_by is null))
);
create index absence_person on cases.absence (person_id, ends) where ended_at is null;
create index absence_substitute on cases.absence (substitute_id, ends) where ended_at is null;
create index absence_department on cases.absence (department_id, ends) where ended_at is null;

-- How many open cases one person of a department is given at most; no row is no limit.
create table cases.workload_limit (
  department_id text primary key,
  cases_per_person integer not null check (cases_per_person between 1 and 1000)
);

-- Who of a department is on duty on which weekday, 1 is Monday.
create table cases.duty_roster (
  department_id text not null,
  weekday smallint not null check (weekday between 1 and 7),
  person_id uuid not null,
  primary key (department_id, weekday, person_id)
);

select base.grant_room('cases');
