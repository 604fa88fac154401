-- Nodes of other departments that cosign the heads of the log: what they signed cannot be taken back by who holds this database.
create table ledger.witness (
  id text primary key check (id ~ '^[0-9a-f]{8}$'),
  name text not null,
  verifier_key text not null,
  url text not null,
  added_at timestamptz not null default now(),
  ended_at timestamptz,
  -- How far it has followed, and what became of the last time it was asked.
  size bigint not null default 0,
  answered_at timestamptz,
  trouble text check (trouble in ('unreachable', 'refused', 'ahead', 'forked', 'lied'))
);

create table ledger.cosignature (
  witness_id text not null references ledger.witness,
  origin text not null,
  size bigint not null,
  -- The note that was signed, as the log signed it, and the witness's line.
  note text not null,
  line text not null,
  seen_at timestamptz not null,
  primary key (witness_id, origin, size)
);
create index cosignature_size on ledger.cosignature (origin, size desc);

create trigger not_removed before delete on ledger.witness for each row execute function ledger.refuse_removal();

select base.grant_room('ledger');
select base.make_history('ledger.cosignature');

