-- One-time codes that were used: a code holds for a minute and a half, and whoever saw it typed must not use it again.
create table identity.used_code (
  person_id uuid not null references identity.person (id),
  code text not null,
  used_at timestamptz not null,
  primary key (person_id, code)
);

select base.grant_room('identity');
