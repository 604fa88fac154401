-- Use of generative AI by staff (D7): what for, with which tool and data, approved by a security officer until a day; who was
-- trained; what it was used for. What people wrote is sealed.
create table kernel.use_case (
  id uuid primary key,
  title text not null,
  purpose text not null,
  salt bytea not null,
  tool text not null,
  tool_place text not null check (tool_place in ('inside', 'outside')),
  -- Null: for all departments.
  department text,
  data_level text not null,
  harm smallint not null check (harm between 1 and 3),
  citizens_see boolean not null,
  risk text not null,
  gate text not null,
  state text not null check (state in ('requested', 'approved', 'refused', 'withdrawn')),
  requested_by text not null,
  requested_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  conditions text,
  valid_until date,
  check ((state in ('approved', 'refused')) <= (decided_at is not null)),
  check ((state = 'approved') <= (valid_until is not null)),
  check (decided_by is null or decided_by <> requested_by)
);
create index use_case_by_state on kernel.use_case (state, requested_at desc);

-- One try at the test of the course. `drawn` is which questions came in which order with which order of answers.
create table kernel.training_attempt (
  id uuid primary key,
  person text not null,
  course_version text not null,
  drawn jsonb not null,
  begun_at timestamptz not null,
  ended_at timestamptz,
  right_answers smallint,
  passed boolean,
  check ((ended_at is null) = (passed is null))
);
create index training_of_person on kernel.training_attempt (person, begun_at desc);

create table kernel.use_record (
  id uuid primary key,
  use_case_id uuid not null references kernel.use_case (id),
  person text not null,
  at timestamptz not null,
  task text not null,
  data_level text not null,
  checked boolean not null,
  checked_by text,
  used boolean not null
);
create index use_record_of on kernel.use_record (use_case_id, at desc);
create index use_record_of_person on kernel.use_record (person, at desc);

select base.grant_room('kernel');
