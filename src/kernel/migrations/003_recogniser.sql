-- A city's own recognisers. Each change is a version of its own; the newest of a key holds, and one that is switched off
-- finds nothing.
create table kernel.recogniser (
  key text not null check (key ~ '^[a-z][a-z0-9-]{1,39}$'),
  version integer not null check (version > 0),
  title_zh text not null,
  title_en text not null,
  pattern text not null,
  checksum text not null check (checksum in ('none', 'luhn', 'mod-11-2', 'mod-31', 'mod-97')),
  words jsonb not null,
  words_required boolean not null,
  score real not null check (score between 0 and 1),
  level text not null check (level in ('L1', 'L2', 'L3', 'L4')),
  examples jsonb not null,
  counter_examples jsonb not null,
  enabled boolean not null,
  changed_by text not null,
  changed_at timestamptz not null,
  -- Grows with every change of any recogniser: what is held in memory is asked by it whether it is still good.
  revision bigint generated always as identity,
  primary key (key, version)
);
create unique index recogniser_revision on kernel.recogniser (revision);

select base.grant_room('kernel');
select base.make_history('kernel.recogniser');
