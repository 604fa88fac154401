-- Who was given AI content without its visible label, and on whose request (labelling measures, article 9). The fact is never
-- changed; who got it and why can be erased once the six months of the measures are over.
create table kernel.label_omission (
  id uuid primary key,
  recorded_at timestamptz not null,
  decision_id uuid not null,
  subject text not null,
  format text not null,
  actor text not null,
  -- Salted commitment to receiver and reason.
  request_commitment bytea not null,
  entry_id uuid not null,
  kept_until timestamptz not null check (kept_until >= recorded_at + interval '6 months')
);
create index label_omission_newest on kernel.label_omission (recorded_at desc, id desc);

create table kernel.label_omission_content (
  omission_id uuid primary key references kernel.label_omission (id),
  salt bytea not null,
  receiver text not null,
  reason text not null
);

create function kernel.keep_label_log() returns trigger language plpgsql as $$
begin
  if exists (select from kernel.label_omission where id = old.omission_id and kept_until > now()) then
    raise exception 'the log of unlabelled content is kept for six months' using errcode = '42501';
  end if;
  return old;
end $$;
create trigger label_log_is_kept before delete or update on kernel.label_omission_content
  for each row execute function kernel.keep_label_log();

select base.grant_room('kernel');
select base.make_history('kernel.label_omission');
