-- The application role cannot alter history. It logs in on the embedded server; on a server named by DATABASE_URL it is
-- made here without a login and entered with SET ROLE. Roles belong to the whole server: another database of the same
-- server may be making it at this moment.
do $$
begin
  if not exists (select from pg_roles where rolname = 'chengshu_application') then
    create role chengshu_application nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end $$;

do $$
begin
  if not pg_has_role(current_user, 'chengshu_application', 'member') then
    execute format('grant chengshu_application to %I', current_user);
  end if;
end $$;

grant usage on schema base to chengshu_application;

-- History ------------------------------------------------------------------------------------------------------------

create table base.history (
  relation regclass primary key
);
comment on table base.history is 'Tables whose rows are only ever added.';

create function base.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'history in %.% is only added to: % refused', tg_table_schema, tg_table_name, lower(tg_op)
    using errcode = 'insufficient_privilege';
end $$;

-- TRUNCATE triggers are not passed on to partitions, and a partition can be truncated by its own name.
create function base.guard_truncate(relation regclass) returns void language plpgsql as $$
begin
  if not exists (select from pg_trigger where tgrelid = relation and tgname = 'refuse_truncate') then
    execute format(
      'create trigger refuse_truncate before truncate on %s for each statement execute function base.refuse_change()',
      relation);
  end if;
end $$;

create function base.make_history(relation regclass) returns void language plpgsql as $$
declare
  child regclass;
begin
  insert into base.history values (relation) on conflict do nothing;
  if not exists (select from pg_trigger where tgrelid = relation and tgname = 'refuse_change') then
    execute format(
      'create trigger refuse_change before update or delete on %s for each row execute function base.refuse_change()',
      relation);
  end if;
  for child in select relid from pg_partition_tree(relation) union select relation loop
    perform base.guard_truncate(child);
    perform base.limit_to_adding(child);
  end loop;
end $$;
comment on function base.make_history is
  'Makes a table one that is only added to: triggers refuse UPDATE, DELETE and TRUNCATE (partitions included), and the application role may only SELECT and INSERT. Not foreign keys with cascades: a cascade is an UPDATE or DELETE and is refused.';

create function base.limit_to_adding(relation regclass) returns void language plpgsql as $$
begin
  execute format('revoke all on %s from chengshu_application', relation);
  execute format('grant select, insert on %s to chengshu_application', relation);
end $$;

-- Rights --------------------------------------------------------------------------------------------------------------

create function base.grant_room(room text) returns void language plpgsql as $$
declare
  relation regclass;
begin
  execute format('grant usage on schema %I to chengshu_application', room);
  execute format('grant select, insert, update, delete on all tables in schema %I to chengshu_application', room);
  execute format('grant usage, select on all sequences in schema %I to chengshu_application', room);
  for relation in
    select child.relid from base.history h, pg_partition_tree(h.relation) child
     union select h.relation from base.history h
  loop
    if (select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = relation) = room then
      perform base.limit_to_adding(relation);
    end if;
  end loop;
end $$;
comment on function base.grant_room is
  'Gives the application role a room''s schema: all tables and sequences, history tables for reading and adding only. Called at the end of each migration that makes tables; the order with make_history does not matter.';

-- Month partitions ------------------------------------------------------------------------------------------------------

create table base.monthly (
  relation regclass primary key
);
comment on table base.monthly is 'Tables partitioned by the month of insertion.';

create function base.monthly_table(relation regclass) returns void language plpgsql as $$
begin
  if (select partstrat from pg_partitioned_table where partrelid = relation) is distinct from 'r' then
    raise exception '% is not partitioned by range', relation;
  end if;
  insert into base.monthly values (relation) on conflict do nothing;
  perform base.ensure_months(2);
end $$;
comment on function base.monthly_table is
  'Registers a table declared with PARTITION BY RANGE (a timestamptz column filled at insertion) and makes its first partitions.';

create function base.ready_partition(parent regclass, child regclass) returns void language plpgsql as $$
begin
  if exists (select from base.history h where h.relation = parent) then
    perform base.guard_truncate(child);
    perform base.limit_to_adding(child);
  else
    execute format('grant select, insert, update, delete on %s to chengshu_application', child);
  end if;
end $$;

-- The DEFAULT partition keeps rows of a clock that jumped; a month that already has rows there is left in it, because
-- PostgreSQL would have to move them and history is not moved.
create function base.ensure_months(months_ahead int) returns int
language plpgsql security definer set search_path = pg_catalog, base set timezone = 'UTC' as $$
declare
  parent record;
  first_day date;
  child text;
  made int := 0;
begin
  perform pg_advisory_xact_lock(726354003);
  for parent in
    select m.relation, n.nspname, c.relname
      from base.monthly m join pg_class c on c.oid = m.relation join pg_namespace n on n.oid = c.relnamespace
     order by n.nspname, c.relname
  loop
    child := parent.relname || '_default';
    if to_regclass(format('%I.%I', parent.nspname, child)) is null then
      execute format('create table %I.%I partition of %s default', parent.nspname, child, parent.relation);
      perform base.ready_partition(parent.relation, format('%I.%I', parent.nspname, child)::regclass);
    end if;
    for step in 0..greatest(0, least(months_ahead, 24)) loop
      first_day := (date_trunc('month', now()) + make_interval(months => step))::date;
      child := format('%s_%s', parent.relname, to_char(first_day, 'YYYY_MM'));
      continue when to_regclass(format('%I.%I', parent.nspname, child)) is not null;
      begin
        execute format('create table %I.%I partition of %s for values from (%L) to (%L)',
          parent.nspname, child, parent.relation,
          first_day::timestamptz, (first_day + interval '1 month')::timestamptz);
        perform base.ready_partition(parent.relation, format('%I.%I', parent.nspname, child)::regclass);
        made := made + 1;
      exception when check_violation then null;
      end;
    end loop;
  end loop;
  return made;
end $$;
comment on function base.ensure_months is
  'Makes the partitions of this month and the next ones for each monthly table, and its DEFAULT partition; returns how many months were made. Callable by the application role; it runs as the owner.';

-- Settings and long work --------------------------------------------------------------------------------------------------

create table base.setting (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);

create table base.task (
  id uuid primary key,
  kind text not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  total bigint,
  done bigint not null default 0,
  failed bigint not null default 0,
  cursor jsonb,
  input jsonb not null default '{}',
  result jsonb,
  error jsonb,
  started_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  cancel_requested_at timestamptz
);
create index task_recent on base.task (kind, created_at desc);
create index task_open on base.task (updated_at) where state in ('queued', 'running');

revoke execute on all functions in schema base from public;
grant execute on function base.ensure_months(int), base.refuse_change() to chengshu_application;
grant select, insert, update, delete on base.setting, base.task to chengshu_application;
grant select on base.migration, base.history, base.monthly to chengshu_application;
