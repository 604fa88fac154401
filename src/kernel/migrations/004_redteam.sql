-- One run of attacks and benign controls against the guard or an algorithm: what was tried, what came of it. The report holds
-- figures, and the texts of what was missed or wrongly stopped, masked.
create table kernel.redteam_run (
  id uuid primary key,
  recorded_at timestamptz not null,
  -- 'guard', or the id of an algorithm.
  target text not null,
  target_version text,
  model_version text,
  started_by text not null,
  seed integer not null,
  attacks integer not null check (attacks >= 0),
  caught integer not null check (caught between 0 and attacks),
  controls integer not null check (controls >= 0),
  alarmed integer not null check (alarmed between 0 and controls),
  report jsonb not null,
  entry_id uuid not null
);
create index redteam_run_newest on kernel.redteam_run (recorded_at desc, id desc);

-- What somebody at work met: found, flagged or marked and wrong, or not found and missed. The words are sealed, and emptied
-- when the content of the decision is erased.
create table kernel.alarm (
  id uuid primary key,
  reported_at timestamptz not null,
  reported_by text not null,
  decision_id uuid not null,
  algorithm text not null,
  claim text not null check (claim in ('false-alarm', 'missed')),
  -- A type of finding, `attack`, or `check:` and the name of a check.
  about text not null,
  -- Where in the people's words of the decision's input, joined by line breaks; UTF-16 units.
  place_from integer not null check (place_from >= 0),
  place_to integer not null check (place_to > place_from),
  -- The words themselves, and what stands around them with everything else that was found masked; sealed.
  words text,
  excerpt text,
  why text,
  state text not null default 'open' check (state in ('open', 'upheld', 'rejected')),
  ruled_by text,
  ruled_at timestamptz,
  ruling text,
  check ((state = 'open') = (ruled_by is null))
);
-- The same place is reported once, whoever meets it.
create unique index alarm_place on kernel.alarm (decision_id, claim, about, place_from, place_to);
create index alarm_queue on kernel.alarm (state, reported_at desc, id desc);

-- What follows from an upheld alarm: the guard is quiet about these words, or finds them. Never about a whole type.
create table kernel.guard_exception (
  id uuid primary key,
  alarm_id uuid not null unique references kernel.alarm (id),
  effect text not null check (effect in ('quiet', 'find')),
  about text not null,
  -- Sealed: the exact words, or what stands before any value of the type (a word like 工单号); one of the two.
  words text,
  before text,
  -- Sealed: the sentence that the guard is asked about in every red-team run.
  sample text,
  began_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  check ((words is null) or (before is null))
);
create index guard_exception_open on kernel.guard_exception (began_at) where ended_at is null;

select base.grant_room('kernel');
select base.make_history('kernel.redteam_run');
