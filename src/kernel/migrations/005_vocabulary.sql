-- The word library. A version is never changed: an edit or an import makes another, and an activation puts one in force.
create table kernel.vocabulary_version (
  id uuid primary key,
  number integer not null unique check (number > 0),
  recorded_at timestamptz not null,
  origin text not null check (origin in ('import', 'edit')),
  file_name text,
  note text not null,
  -- The version it was made from; null for the list that comes with the product.
  based_on uuid references kernel.vocabulary_version (id),
  made_by text not null,
  words integer not null check (words >= 0),
  -- Phrases inside which no word counts.
  allowed jsonb not null,
  -- SHA-256 of the words and allowed phrases in canonical form.
  digest bytea not null
);

create table kernel.vocabulary_word (
  version_id uuid not null references kernel.vocabulary_version (id),
  place integer not null,
  word text not null,
  category text not null,
  action text not null check (action in ('mark', 'drop', 'refuse')),
  overridable boolean not null,
  only_with jsonb not null,
  not_with jsonb not null,
  source text not null,
  primary key (version_id, place)
);

-- Rows of an imported file that did not become words, as they were, with the reason.
create table kernel.vocabulary_rejected (
  version_id uuid not null references kernel.vocabulary_version (id),
  line integer not null,
  text text not null,
  reason text not null,
  primary key (version_id, line)
);

-- The newest is in force; null is the list that comes with the product.
create table kernel.vocabulary_activation (
  id uuid primary key,
  recorded_at timestamptz not null,
  version_id uuid references kernel.vocabulary_version (id),
  made_by text not null,
  reason text not null
);

-- Who let an answer pass a check, and why. A decision's own record is never touched by it.
create table kernel.check_override (
  id uuid primary key,
  decision_id uuid not null,
  recorded_at timestamptz not null,
  check_name text not null,
  made_by text not null,
  reason text not null,
  unique (decision_id, check_name)
);

select base.grant_room('kernel');
select base.make_history('kernel.vocabulary_version');
select base.make_history('kernel.vocabulary_word');
select base.make_history('kernel.vocabulary_rejected');
select base.make_history('kernel.vocabulary_activation');
select base.make_history('kernel.check_override');
