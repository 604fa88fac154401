-- How far and how long back the same matter is looked for, each part of it inherited where it is null. A row stays when all
-- of it was taken away: its version tells a second tab that somebody was faster.
alter table cases.repeat_distance alter column metres drop not null;
alter table cases.repeat_distance add column weeks integer check (weeks between 1 and 104);
alter table cases.repeat_distance add column closed_days integer check (closed_days between 0 and 90);
alter table cases.repeat_distance add column version integer not null default 1;

-- How often what is asked for of a category was edited.
create table cases.service_definition (
  category_id text primary key,
  version integer not null
);
insert into cases.service_definition (category_id, version)
select distinct category_id, 1 from cases.service_attribute;

-- What everybody may read: open data of past months, and the list of Open311 requests. Exact places are listed only once a
-- person released them.
create table cases.publication (
  one boolean primary key default true check (one),
  open_data boolean not null default true,
  columns text[] not null check (cardinality(columns) > 0),
  newest_months integer check (newest_months between 1 and 600),
  requests text not null default 'generalised' check (requests in ('off', 'generalised', 'exact')),
  version integer not null default 1,
  changed_at timestamptz,
  changed_by text
);
insert into cases.publication (columns)
values ('{category,district,cell,reported,state,disposition,days}');

-- A named filter opens the page it was made on.
alter table cases.saved_view add column page text not null default 'cases' check (page in ('cases', 'map'));

-- Of an export the kinds of its filters are kept. What was typed to search by may be a name or a number: it lies apart and is
-- erased after a while; the ledger holds a salted commitment to it. What was typed before this is not kept.
alter table cases.export add column told text[] not null default '{}';
update cases.export set told = coalesce((
  select array_agg(key || '=' || case when key in ('words', 'phone', 'name', 'address', 'area') then '*' else value end order by key)
    from jsonb_each_text(filter)), '{}');
alter table cases.export drop column filter;
create table cases.export_content (
  export_id uuid primary key references cases.export (id),
  salt bytea not null,
  searched jsonb not null,
  made_at timestamptz not null
);
create index export_content_made on cases.export_content (made_at);

select base.grant_room('cases');
