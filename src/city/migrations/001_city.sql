create schema city;

-- One row. `version` rises with every edit in the transaction of the edit: processes that keep the city in memory see by
-- it that they are out of date.
create table city.setting (
  single boolean primary key default true check (single),
  version bigint not null default 1,
  time_zone text not null default 'Asia/Shanghai'
);
insert into city.setting default values;

create table city.region (
  id text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  parent_id text references city.region,
  level text not null check (level in ('city', 'district', 'street', 'community', 'grid')),
  -- From the city down to the parent.
  ancestors text[] not null,
  name text not null,
  name_english text not null,
  code text not null unique,
  -- GeoJSON Polygon or MultiPolygon, longitude before latitude.
  boundary jsonb,
  longitude double precision,
  latitude double precision,
  check ((level = 'city') = (parent_id is null))
);
create index region_parent on city.region (parent_id);

-- H3 cells that touch a region of the lowest level: a point finds its few candidates by one key look-up.
create table city.region_cell (
  cell text not null,
  region_id text not null references city.region on delete cascade,
  primary key (cell, region_id)
);
create index region_cell_region on city.region_cell (region_id);

create table city.department (
  id text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  parent_id text references city.department,
  name text not null,
  name_english text not null,
  kind text not null,
  region_id text not null references city.region,
  phone text,
  address text,
  email text,
  active boolean not null default true,
  version integer not null default 1
);
create index department_parent on city.department (parent_id);
create index department_region on city.department (region_id);

create table city.category (
  id text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  parent_id text references city.category,
  level smallint not null check (level between 1 and 3),
  name text not null,
  name_english text not null,
  position integer not null,
  check ((level = 1) = (parent_id is null))
);
create index category_parent on city.category (parent_id);

-- An edit closes the version in force and adds one: what was in force on a day can always be told.
create table city.duty (
  id text not null check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  version integer not null,
  category_id text not null references city.category,
  title text not null,
  title_english text not null,
  description text not null,
  host_department_id text references city.department,
  -- The government of the district where the matter lies.
  host_by_region boolean not null,
  co_hosts text[] not null,
  co_host_by_region boolean not null,
  legal_basis text not null,
  time_limit_workdays integer not null check (time_limit_workdays between 0 and 366),
  urgency text not null,
  valid_from date not null,
  -- The first day on which it is no longer in force; null while no end is set.
  valid_to date check (valid_to >= valid_from),
  primary key (id, version),
  check (host_by_region = (host_department_id is null))
);
create unique index duty_open on city.duty (id) where valid_to is null;
create index duty_category on city.duty (category_id);
create index duty_host on city.duty (host_department_id);

-- Days that differ from the hours of their weekday, and days somebody edited.
create table city.calendar_day (
  date date primary key,
  workday boolean not null,
  name text not null,
  source text not null check (source in ('library', 'edited'))
);

-- Working hours in minutes since midnight; several periods a day.
create table city.calendar_period (
  weekday smallint not null check (weekday between 1 and 7),
  starts smallint not null check (starts between 0 and 1439),
  ends smallint not null check (ends between 1 and 1440),
  primary key (weekday, starts),
  check (starts < ends)
);
insert into city.calendar_period (weekday, starts, ends)
select weekday, starts, ends
  from generate_series(1, 5) weekday, (values (540, 720), (810, 1050)) period (starts, ends);

select base.grant_room('city');
