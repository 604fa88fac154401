-- Regions and categories are edited in the console. They end from a day on and are never deleted: cases keep what they say.
alter table city.region
  add column version integer not null default 1,
  -- The first day on which it is no longer in force; null while no end is set.
  add column valid_to date;
alter table city.category
  add column version integer not null default 1,
  add column valid_to date,
  -- What takes its place: its duties were given to it.
  add column successor_id text references city.category;
create index category_successor on city.category (successor_id);

-- What a region or a category said before each edit.
create table city.former_entry (
  kind text not null check (kind in ('region', 'category')),
  id text not null,
  version integer not null,
  content jsonb not null,
  -- When it was replaced, and by whom.
  replaced_at timestamptz not null default now(),
  replaced_by text not null,
  primary key (kind, id, version)
);
select base.make_history('city.former_entry');
select base.grant_room('city');
