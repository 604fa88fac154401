-- The entries as the leaves of one Merkle tree (RFC 6962): which entry is which leaf, the tree in tiles, its signed heads.

-- Entries that no leaf has yet. A writer adds to it in the transaction of its act and one sequencer takes from it: what is
-- not committed is not seen, and what was committed late is taken late, whatever its time says.
create table ledger.pending (
  recorded_at timestamptz not null,
  entry_id uuid not null,
  leaf_hash bytea not null,
  primary key (recorded_at, entry_id)
);
insert into ledger.pending select recorded_at, id, leaf_hash from ledger.entry;

create table ledger.leaf (
  index bigint primary key check (index >= 0),
  entry_id uuid not null unique,
  recorded_at timestamptz not null
);

create table ledger.tile (
  level smallint not null check (level >= 0),
  index bigint not null check (index >= 0),
  hashes bytea not null check (length(hashes) between 32 and 8192 and length(hashes) % 32 = 0),
  primary key (level, index)
);
-- Hashes do not compress.
alter table ledger.tile alter column hashes set storage external;

-- The newest head, one row. History of heads is in ledger.checkpoint.
create table ledger.head (
  single boolean primary key default true check (single),
  origin text not null,
  size bigint not null check (size >= 0),
  root bytea not null check (length(root) = 32),
  note text not null,
  made_at timestamptz not null
);

create table ledger.checkpoint (
  origin text not null,
  size bigint not null,
  root bytea not null check (length(root) = 32),
  note text not null,
  made_at timestamptz not null,
  primary key (origin, size)
);

create table ledger.signing_key (
  id text primary key check (id ~ '^[0-9a-f]{8}$'),
  name text not null,
  public_key bytea not null check (length(public_key) = 32),
  private_key text not null,
  added_at timestamptz not null default now(),
  ended_at timestamptz
);

create function ledger.refuse_shrinking_tile() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.level = old.level and new.index = old.index
    and length(new.hashes) >= length(old.hashes)
    and substring(new.hashes from 1 for length(old.hashes)) = old.hashes
  then
    return new;
  end if;
  raise exception 'a tile of the ledger only grows' using errcode = 'insufficient_privilege';
end $$;
create trigger only_grows before update or delete on ledger.tile
  for each row execute function ledger.refuse_shrinking_tile();

create function ledger.refuse_shrinking_head() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.size >= old.size then
    return new;
  end if;
  raise exception 'the head of the ledger only grows' using errcode = 'insufficient_privilege';
end $$;
create trigger only_grows before update or delete on ledger.head
  for each row execute function ledger.refuse_shrinking_head();

create function ledger.refuse_removal() returns trigger language plpgsql as $$
begin
  raise exception 'keys and witnesses of the ledger are ended, not removed: permission denied' using errcode = 'insufficient_privilege';
end $$;
create trigger not_removed before delete on ledger.signing_key for each row execute function ledger.refuse_removal();

select base.grant_room('ledger');
select base.make_history('ledger.leaf');
select base.make_history('ledger.checkpoint');

