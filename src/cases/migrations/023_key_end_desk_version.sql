-- A key of a system outside is good until a day and renewed by a person; those made before get a year from now. When it
-- is changed, the one before goes on for some days, so that the other system need not change at the same second.
alter table cases.partner
  add column valid_until timestamptz not null default now() + interval '1 year',
  -- When its end was last warned of.
  add column warned_at timestamptz,
  add column former_key_hash bytea unique check (length(former_key_hash) = 32),
  add column former_until timestamptz,
  add check ((former_key_hash is null) = (former_until is null));
create index partner_ending on cases.partner (valid_until) where revoked_at is null;

-- Limit and roster of a desk are saved as one; whoever saves says which state was changed.
create table cases.desk_setting (
  department_id text primary key,
  version integer not null check (version > 0)
);

select base.grant_room('cases');
