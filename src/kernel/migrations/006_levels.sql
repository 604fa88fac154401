-- What a city set of data levels, each time as a whole. What protects less takes effect once somebody else confirmed it.
create table kernel.level_version (
  number integer primary key check (number > 0),
  recorded_at timestamptz not null,
  made_by text not null,
  reason text not null,
  -- The version in force it was made on; 0 for what comes with the product.
  based_on integer not null check (based_on >= 0 and based_on < number),
  settings jsonb not null,
  -- What protects less than before: [{"kind", "name", "from", "to"}].
  loosens jsonb not null
);

create table kernel.level_ruling (
  number integer primary key references kernel.level_version (number),
  recorded_at timestamptz not null,
  ruled_by text not null,
  confirmed boolean not null,
  reason text not null
);

select base.grant_room('kernel');
select base.make_history('kernel.level_version');
select base.make_history('kernel.level_ruling');
