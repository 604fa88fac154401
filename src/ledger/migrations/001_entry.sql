create schema ledger;

-- Ids, hashes and salted commitments only; content lies in erasable tables of other rooms.
create table ledger.entry (
  id uuid not null,
  recorded_at timestamptz not null default now(),
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)+$'),
  subject text not null,
  body jsonb not null check (pg_column_size(body) < 65536),
  leaf_hash bytea not null check (length(leaf_hash) = 32),
  primary key (recorded_at, id)
) partition by range (recorded_at);

create index entry_subject on ledger.entry (subject, recorded_at);

select base.monthly_table('ledger.entry');
select base.grant_room('ledger');
select base.make_history('ledger.entry');
