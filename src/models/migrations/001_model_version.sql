create schema models;

-- One trained model. Its id is a hash of the task and its bytes: the same rows give the same model and the same id.
create table models.model_version (
  id text primary key check (id ~ '^[0-9a-f]{16}$'),
  task text not null,
  state text not null check (state in ('trial', 'candidate', 'active', 'retired')),
  bytes bytea not null,
  label_count integer not null,
  row_count integer not null,
  metrics jsonb not null,
  training jsonb not null,
  -- Truncated hashes of the texts it learned from, 8 bytes each, sorted: a later model is compared with this one only on
  -- texts that this one has not seen.
  seen bytea not null,
  trained_by text not null,
  trained_at timestamptz not null default now(),
  approved_by text,
  approved_at timestamptz,
  retired_by text,
  retired_at timestamptz,
  note text,
  check ((approved_by is null) = (approved_at is null))
);
create unique index model_version_active on models.model_version (task) where state = 'active';
create index model_version_task on models.model_version (task, trained_at desc);

-- Bytes of a linear model are quantised already; compressing them again cost time and saved nothing.
alter table models.model_version alter column bytes set storage external;

select base.grant_room('models');
