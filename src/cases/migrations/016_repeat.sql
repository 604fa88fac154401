-- A case that brings in the same matter as another is merged into it: it keeps its own record, reporter, codes, reply and
-- rating, and goes where the lead case goes. The lead is always one step away: members of a member move on with it.
alter table cases.case_record add column merged_into uuid references cases.case_record (id);
alter table cases.case_record add check (merged_into <> id);
create index case_record_members on cases.case_record (merged_into, id) where merged_into is not null;
-- Open cases near a place, and those closed lately: everything else of a cell is never looked at.
create index case_record_cell_open on cases.case_record (cell, reported_at desc)
  where closed_at is null and merged_into is null;
create index case_record_cell_closed on cases.case_record (cell, closed_at desc)
  where closed_at is not null and merged_into is null;
create index case_record_region_open on cases.case_record (region_id, reported_at desc)
  where closed_at is null and merged_into is null;

-- Who merged what, and how the member stood, so that it can stand so again. `into` is the case somebody chose; the lead may
-- be another by now.
create table cases.merge (
  id uuid primary key,
  case_id uuid not null references cases.case_record (id),
  into_id uuid not null references cases.case_record (id),
  state text not null,
  department_id text,
  duty_id text,
  category_id text,
  merged_at timestamptz not null,
  ended_at timestamptz,
  check (case_id <> into_id)
);
create unique index merge_now on cases.merge (case_id) where ended_at is null;
create index merge_through on cases.merge (into_id) where ended_at is null;

-- Within how many metres a matter of a category (and of those below it) is looked for; without a row, the product's own.
create table cases.repeat_distance (
  category_id text primary key,
  metres integer not null check (metres between 10 and 2000)
);

select base.grant_room('cases');
