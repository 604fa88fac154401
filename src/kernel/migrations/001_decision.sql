create schema kernel;

-- Immutable: ids, hashes, salted commitments. Content lies in kernel.decision_content and can be erased.
create table kernel.decision (
  id uuid not null,
  recorded_at timestamptz not null,
  algorithm text not null,
  algorithm_version text not null,
  model_version text,
  subject text not null,
  actor text not null,
  outcome text not null check (outcome in ('advised', 'abstained', 'refused', 'failed')),
  confidence real check (confidence between 0 and 1),
  level text not null check (level in ('L1', 'L2', 'L3', 'L4')),
  risk text not null,
  gate text not null,
  input_commitment bytea not null,
  output_commitment bytea not null,
  entry_id uuid not null,
  expires_at timestamptz not null,
  duration_ms real not null,
  primary key (recorded_at, id)
) partition by range (recorded_at);
create index decision_id on kernel.decision (id);
create index decision_subject on kernel.decision (subject, recorded_at);
create index decision_algorithm on kernel.decision (algorithm, recorded_at desc);

create table kernel.decision_content (
  decision_id uuid not null,
  recorded_at timestamptz not null,
  salt bytea not null,
  input jsonb not null,
  output jsonb,
  evidence jsonb not null,
  reason text,
  primary key (recorded_at, decision_id)
) partition by range (recorded_at);

create table kernel.act (
  id uuid not null,
  recorded_at timestamptz not null,
  decision_id uuid not null,
  act text not null check (act in ('used', 'confirmed', 'settled')),
  verdict text check (verdict in ('adopted', 'amended', 'rejected', 'taken-over', 'expired')),
  actor text not null,
  value_commitment bytea,
  evidence_opened boolean,
  seconds_to_settle real,
  blind boolean not null default false,
  primary key (recorded_at, id)
) partition by range (recorded_at);
create index act_decision on kernel.act (decision_id);

create table kernel.act_content (
  act_id uuid not null,
  recorded_at timestamptz not null,
  salt bytea not null,
  value jsonb,
  reason text,
  primary key (recorded_at, act_id)
) partition by range (recorded_at);

-- One row per settled decision: its primary key is what stops two people settling one.
create table kernel.settlement (
  decision_id uuid primary key,
  first_confirmed_by text,
  verdict text,
  settled_at timestamptz
);

select base.monthly_table('kernel.decision');
select base.monthly_table('kernel.decision_content');
select base.monthly_table('kernel.act');
select base.monthly_table('kernel.act_content');
select base.grant_room('kernel');
select base.make_history('kernel.decision');
select base.make_history('kernel.act');
