-- How somebody of the staff wants to be told by mail of what is in the inbox; no row is not at all. The address stands here
-- alone and goes when the choice does.
create table identity.mail_choice (
  person_id uuid primary key references identity.person (id),
  way text not null check (way in ('at-once', 'daily')),
  address text not null,
  language text not null check (language in ('zh', 'en')),
  -- The message up to which they were told, or which there was when they chose.
  told_through uuid not null,
  -- The local day of the last digest.
  digest_on date,
  next_try_at timestamptz not null default now(),
  -- Why the last mail failed: a code of the catalogue.
  cause text
);
create index mail_choice_next on identity.mail_choice (next_try_at);

select base.grant_room('identity');
