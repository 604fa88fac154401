-- An uploaded file on its way to becoming cases. The work itself is a task of base; this is what the work is about.
create table cases.import (
  id uuid primary key,
  created_at timestamptz not null default now(),
  created_by text not null,
  created_by_name text not null,
  file_name text not null,
  bytes bigint not null,
  format text not null check (format in ('csv', 'jsonl', 'xlsx')),
  encoding text not null,
  -- Some bytes of the file are not of its encoding.
  damaged boolean not null default false,
  delimiter text,
  row_count integer not null,
  headings jsonb not null,
  -- First rows; erased with the file.
  sample jsonb not null,
  mapping jsonb not null,
  mapping_from text not null check (mapping_from in ('guessed', 'own', 'shared', 'chosen')),
  check_task_id uuid,
  check_result jsonb,
  task_id uuid,
  -- Set by whoever took the task last. Each chunk is written under this row's lock and only by the holder, so a process
  -- that was thought dead cannot write a chunk that another has written.
  runner uuid,
  started_at timestamptz,
  ended_at timestamptz,
  removed_at timestamptz
);
create index import_by on cases.import (created_by, id desc);
create index import_ended on cases.import (ended_at) where removed_at is null;

-- Rows that were not taken, as they were read; erased with the file.
create table cases.import_rejected (
  import_id uuid not null references cases.import (id) on delete cascade,
  row_number integer not null,
  reasons jsonb not null,
  cells jsonb not null,
  primary key (import_id, row_number)
);

-- What a person last chose for files with these headings.
create table cases.import_mapping (
  person text not null,
  heading_key text not null,
  mapping jsonb not null,
  updated_at timestamptz not null default now(),
  primary key (person, heading_key)
);
create index import_mapping_newest on cases.import_mapping (heading_key, updated_at desc);

select base.grant_room('cases');
