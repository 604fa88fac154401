-- The breaker on quality: what people did with advice, by algorithm, department and model version, and what was cut off.

-- One row for each verdict of a person on advice. Ids and figures only; it stays when content is erased.
create table kernel.breaker_signal (
  decision_id uuid primary key,
  settled_at timestamptz not null,
  algorithm text not null,
  department text not null,
  model_version text not null,
  overridden boolean not null,
  blind boolean not null,
  evidence_opened boolean,
  seconds real
);
create index breaker_signal_of on kernel.breaker_signal (algorithm, department, model_version, settled_at, decision_id);

-- What is not closed. Nothing here: closed.
create table kernel.breaker (
  algorithm text not null,
  department text not null,
  model_version text not null,
  state text not null check (state in ('open', 'half-open')),
  since timestamptz not null,
  primary key (algorithm, department, model_version)
);

-- Switched off by hand; algorithm * is all AI. On again takes two people.
create table kernel.breaker_switch (
  algorithm text primary key,
  off_at timestamptz not null,
  off_by text not null,
  reason text not null,
  on_asked_by text,
  on_asked_at timestamptz
);

create table kernel.breaker_change (
  id uuid primary key,
  recorded_at timestamptz not null,
  algorithm text not null,
  department text not null,
  model_version text not null,
  before text not null,
  after text not null,
  because text not null,
  facts jsonb not null,
  -- In a person's words; null where nobody changed it by hand.
  reason text,
  made_by text not null
);
create index breaker_change_recorded on kernel.breaker_change (recorded_at desc);

select base.grant_room('kernel');
select base.make_history('kernel.breaker_change');
