-- What the guard found in the input of a decision, and what the checks said of its answer. Only where there is something to
-- say: a decision without a row had nothing found in it. Values never stand here, only types, counts and stable words.
create table kernel.guard_record (
  decision_id uuid not null,
  recorded_at timestamptz not null,
  algorithm text not null,
  outcome text not null,
  -- The highest level of what was found, or of the contract where it asks for more.
  input_level text not null check (input_level in ('L1', 'L2', 'L3', 'L4')),
  -- {"mobile": 2}: how many of each type.
  findings jsonb not null,
  -- How many different values a model saw only as tokens.
  masked integer not null check (masked >= 0),
  attack_score real not null check (attack_score between 0 and 1),
  attack_flagged boolean not null,
  attack_because jsonb not null,
  -- [{"check", "says", "because", "overridable"}]
  checks jsonb not null,
  primary key (recorded_at, decision_id)
) partition by range (recorded_at);
create index guard_record_decision on kernel.guard_record (decision_id);
create index guard_record_flagged on kernel.guard_record (recorded_at desc) where attack_flagged;

-- What the model saw as tokens, with the values; sealed, and erased with the rest of the content.
alter table kernel.decision_content add column tokens jsonb;

select base.monthly_table('kernel.guard_record');
select base.grant_room('kernel');
select base.make_history('kernel.guard_record');
