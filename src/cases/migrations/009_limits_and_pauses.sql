-- Deadlines that stand still, move and are asked to move. All columns are nullable and none has a default, so that adding
-- them rewrites nothing and an import writes no byte more.
alter table cases.case_record
  -- Why the case stands still, and since when its clock does: put on hold, waiting for the citizen, or being verified.
  add column pause text,
  add column stopped_at timestamptz,
  -- What the department asked for and nobody has ruled on, by whom, and of how many workdays.
  add column asked text,
  add column asked_by text,
  add column asked_workdays smallint,
  -- What `due_at` was computed from: a start and the durations after it. Absent where the deadline was given as a moment.
  add column due_basis jsonb,
  -- Until when the department has to begin.
  add column respond_by timestamptz,
  add column respond_basis jsonb,
  -- Who brought it in must not be known to all who work on it: asked for, or a minor.
  add column confidential boolean;

-- Not validated: the rows that are there satisfied a narrower rule, or have null.
alter table cases.case_record drop constraint case_record_disposition_check;
alter table cases.case_record add constraint case_record_disposition_check check (disposition in
  ('resolved', 'answered', 'declined', 'handed-over', 'withdrawn', 'transferred', 'not-possible')) not valid;
alter table cases.case_record add constraint case_record_pause_check check (pause in ('hold', 'citizen')) not valid;
alter table cases.case_record add constraint case_record_asked_check
  check (asked in ('extension', 'not-possible')) not valid;

alter table cases.due_moment drop constraint due_moment_kind_check;
alter table cases.due_moment add constraint due_moment_kind_check check (kind in
  ('response', 'warning', 'overdue', 'escalation', 'escalation-parent', 'escalation-city')) not valid;

-- How long something may take, by what is known of it. A rule without category, urgency and department is the city's own
-- default: it holds where the duty list says nothing either. Rules are added and ended, never edited.
create table cases.limit_rule (
  id uuid primary key,
  category_id text,
  urgency text check (urgency in ('normal', 'urgent', 'emergency')),
  department_id text,
  handling_amount integer not null check (handling_amount > 0),
  handling_unit text not null check (handling_unit in ('minutes', 'hours', 'workdays')),
  response_amount integer check (response_amount > 0),
  response_unit text check (response_unit in ('minutes', 'hours', 'workdays')),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  created_at timestamptz not null default now(),
  created_by text not null,
  check ((response_amount is null) = (response_unit is null))
);
create unique index limit_rule_key on cases.limit_rule
  (coalesce(category_id, ''), coalesce(urgency, ''), coalesce(department_id, ''), valid_from);

-- The calendar that running deadlines were computed with, and how far they have followed the newest one.
create table cases.followed_calendar (
  only_row boolean primary key default true check (only_row),
  calendar_hash text not null,
  -- The last case that follows it; null when all do.
  after_case uuid
);

-- Whom somebody reported for, and that the person is a minor.
alter table cases.case_content
  add column minor boolean,
  add column behalf_name text,
  add column behalf_phone text,
  add column behalf_relation text;

select base.grant_room('cases');
