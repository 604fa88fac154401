-- The open cases with all that board, counts and map add up, in one place: of a million cases some tens of thousands are
-- open, and reading them from here takes some 10 ms where the table took 300.
create index case_record_open on cases.case_record (cell, due_at)
  include (state, department_id, region_id, category_id, reporter_person_id, co_department_ids, pause, stopped_at, urgency, reported_at)
  where closed_at is null and merged_into is null;
-- Cases of an area that was drawn on the map, whatever became of them.
create index case_record_cell on cases.case_record (cell, reported_at desc);
create index due_moment_escalated on cases.due_moment (department_id, case_id)
  where fired_at is not null and ended_at is null and kind in ('escalation', 'escalation-parent', 'escalation-city');

-- A filter that somebody named.
create table cases.saved_view (
  id uuid primary key,
  person_id text not null,
  name text not null,
  filter jsonb not null,
  saved_at timestamptz not null,
  unique (person_id, name)
);

-- Who took which cases out of the product. The filter may hold what people said: it can be erased, the ledger's entry stays.
create table cases.export (
  id uuid primary key,
  person_id text not null,
  person_name text not null,
  format text not null check (format in ('csv', 'xlsx')),
  level text not null,
  filter jsonb,
  started_at timestamptz not null,
  ended_at timestamptz,
  rows integer
);
create index export_by on cases.export (person_id, id desc);

select base.grant_room('cases');
