-- Departments that have an open task on a case (协办), beside the one that hosts it: part of who may read the case. Null when
-- there is none, as for nearly all; so the index holds only the few that have some.
alter table cases.case_record add column co_department_ids text[] check (cardinality(co_department_ids) > 0);
create index case_record_co_departments on cases.case_record using gin (co_department_ids)
  where co_department_ids is not null;

-- What a co-host is asked to do. Everything here but what was said changes by acts on the case, each with its event.
create table cases.joint_task (
  id uuid primary key,
  case_id uuid not null references cases.case_record (id),
  department_id text not null,
  state text not null check (state in ('asked', 'accepted', 'done', 'declined', 'withdrawn')),
  asked_at timestamptz not null,
  asked_by text not null,
  -- Told when time is running out, and when it is over; each once.
  warn_at timestamptz,
  warned_at timestamptz,
  due_at timestamptz,
  overdue_at timestamptz,
  ended_at timestamptz,
  check ((state in ('asked', 'accepted')) = (ended_at is null))
);
create unique index joint_task_open on cases.joint_task (case_id, department_id) where ended_at is null;
create index joint_task_case on cases.joint_task (case_id, id);
create index joint_task_department on cases.joint_task (department_id, (ended_at is null), id desc);
create index joint_task_warn on cases.joint_task (warn_at) where warned_at is null and ended_at is null;
create index joint_task_due on cases.joint_task (due_at) where overdue_at is null and ended_at is null;

-- What was asked and what was said to it: erasable.
create table cases.joint_task_content (
  task_id uuid primary key references cases.joint_task (id),
  asked text not null,
  said text
);

-- A case that is part of another. Two levels: a parent has no parent, so there is no circle either.
create table cases.case_parent (
  child_id uuid primary key references cases.case_record (id),
  parent_id uuid not null references cases.case_record (id),
  linked_at timestamptz not null,
  check (child_id <> parent_id)
);
create index case_parent_children on cases.case_parent (parent_id, child_id);

select base.grant_room('cases');
