-- Making a partition waits for everybody who uses its table, and everybody who comes then waits for it. Two tables in one
-- transaction ended a writer as a deadlock (a report was answered with an error), and a backup that reads for minutes
-- would have held up all writers. So one table a call, and whoever is in the way for longer is left alone until the next
-- hour: months are made two ahead.
create or replace function base.ensure_months(months_ahead int) returns int
language plpgsql security definer
set search_path = pg_catalog, base set timezone = 'UTC' set lock_timeout = 0 as $$
declare
  parent record;
  first_day date;
  child text;
  made int := 0;
begin
  perform pg_advisory_xact_lock(726354003);
  perform set_config('lock_timeout', '300ms', true);
  for parent in
    select m.relation, n.nspname, c.relname
      from base.monthly m join pg_class c on c.oid = m.relation join pg_namespace n on n.oid = c.relnamespace
     order by n.nspname, c.relname
  loop
    begin
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
    exception when lock_not_available then
      return 0;
    end;
    exit when made > 0;
  end loop;
  return made;
end $$;
comment on function base.ensure_months is
  'Makes the partitions of this month and the next ones, and the DEFAULT partition, for the first monthly table that lacks one; returns how many months were made. To be called again until it is 0, each time in a transaction of its own. Callable by the application role; it runs as the owner.';
