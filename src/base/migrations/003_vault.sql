-- The keys that content is sealed with, wrapped by the master key, which is never in the database. Rows are never removed:
-- what was sealed with an old key is read with it.
create table base.data_key (
  id text primary key check (id ~ '^[0-9a-f]{8}$'),
  purpose text not null check (purpose in ('content', 'look-up')),
  cipher text not null check (cipher in ('aes-256-gcm', 'sm4-ctr-hmac-sm3')),
  -- By what it was wrapped, then the wrapped key: `file:<mark of the master key>:…` or `kms:<name>:…`.
  wrapped text not null,
  made_at timestamptz not null default now(),
  -- Other processes have to know a key before the first row is sealed with it.
  in_use_from timestamptz not null default now(),
  retired_at timestamptz
);
create unique index data_key_look_up on base.data_key (purpose) where purpose = 'look-up';

-- How far the sealing of rows that were written before has come, by column.
create table base.sealing (
  -- The content key that rows are sealed with in this round, table and column.
  key_id text not null,
  relation text not null,
  column_name text not null,
  -- Primary key of the last row looked at; null before the first.
  cursor jsonb,
  looked_at bigint not null default 0,
  sealed bigint not null default 0,
  updated_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (relation, column_name)
);

grant select, insert, update on base.data_key to chengshu_application;
grant select, insert, update, delete on base.sealing to chengshu_application;
