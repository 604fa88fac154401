-- The algorithm register: what an algorithm is for, who answers for it, where it works, and what came of it.

create table kernel.register_entry (
  id uuid primary key,
  algorithm text not null,
  version int not null,
  state text not null check (state in ('draft', 'in-force', 'superseded', 'ended')),
  -- Made to be published: what the law wants said of an algorithm.
  content jsonb not null,
  risk text not null,
  gate text not null,
  -- Who answers for it: the id of a person; null in a draft, and where it was carried over.
  responsible text,
  assessed_until date,
  -- Taken over from a release without a register: nobody has read it, and it holds for 90 days.
  carried_over boolean not null default false,
  revision int not null default 1,
  written_at timestamptz not null,
  written_by text not null,
  approved_at timestamptz,
  approved_by text,
  expires_at timestamptz,
  ended_at timestamptz,
  unique (algorithm, version),
  check (state = 'draft' or expires_at is not null)
);
create unique index register_entry_draft on kernel.register_entry (algorithm) where state = 'draft';
create unique index register_entry_in_force on kernel.register_entry (algorithm) where state = 'in-force';

create table kernel.register_stage (
  id uuid primary key,
  algorithm text not null,
  stage text not null check (stage in ('pilot', 'region', 'everywhere')),
  departments text[] not null,
  began_at timestamptz not null,
  began_by text not null,
  -- Figures of the 28 days before, and of the time since until it ended.
  baseline jsonb,
  ended_at timestamptz,
  effect jsonb,
  check ((stage = 'everywhere') = (cardinality(departments) = 0))
);
create unique index register_stage_now on kernel.register_stage (algorithm) where ended_at is null;

create table kernel.register_filing (
  id uuid primary key,
  recorded_at timestamptz not null,
  algorithm text not null,
  act text not null check (act in ('filed', 'changed', 'stopped')),
  done_on date not null,
  number text not null,
  recorded_by text not null
);

create table kernel.register_change (
  id uuid primary key,
  recorded_at timestamptz not null,
  algorithm text not null,
  version int,
  act text not null,
  made_by text not null,
  facts jsonb not null,
  -- In a person's words; null where none were asked.
  reason text
);
create index register_change_of on kernel.register_change (algorithm, recorded_at desc);

-- What runs already goes on for 90 days, so that an upgrade takes nobody's advice away over night; the page says so. Risk and gate
-- are the least: those of the code are graver, and the graver hold.
insert into kernel.register_entry
  (id, algorithm, version, state, content, risk, gate, carried_over, written_at, written_by, expires_at)
select gen_random_uuid(), algorithm, 1, 'in-force', '{}', 'low', 'informs', true, now(), 'migration', now() + interval '90 days'
  from kernel.decision group by algorithm;
insert into kernel.register_stage (id, algorithm, stage, departments, began_at, began_by)
select gen_random_uuid(), algorithm, 'everywhere', '{}', now(), 'migration' from kernel.register_entry;

select base.grant_room('kernel');
select base.make_history('kernel.register_filing');
select base.make_history('kernel.register_change');
