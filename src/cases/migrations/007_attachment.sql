-- A file that belongs to a case: what is known of it for ever. What it is called, where it was taken and where its bytes
-- lie is beside it and can be erased.
create table cases.attachment (
  id uuid primary key,
  case_id uuid not null references cases.case_record (id),
  -- Chosen by who sends it: the same file sent again after a lost answer is one attachment.
  upload_id uuid not null,
  kind text not null check (kind in ('picture', 'audio', 'video', 'document')),
  media_type text not null,
  bytes integer not null,
  added_at timestamptz not null,
  added_by text not null,
  by_public boolean not null,
  scan text not null check (scan in ('none', 'waiting', 'clean', 'infected')),
  scan_tried_at timestamptz,
  released_at timestamptz,
  released_by text,
  removed_at timestamptz,
  removed_by text,
  unique (case_id, upload_id),
  check ((released_at is null) = (released_by is null)),
  check ((removed_at is null) = (removed_by is null)),
  check (released_at is null or (kind = 'picture' and removed_at is null and scan <> 'infected'))
);
create index attachment_unscanned on cases.attachment (scan_tried_at nulls first)
  where scan in ('none', 'waiting') and removed_at is null;
create index attachment_released on cases.attachment (case_id, released_at) where released_at is not null;

create table cases.attachment_content (
  attachment_id uuid primary key references cases.attachment (id),
  file_name text not null,
  added_by_name text not null,
  width integer,
  height integer,
  -- Where the photo says it was taken. Never shown to the public.
  longitude double precision,
  latitude double precision
);

-- Objects by their content; equal content of two attachments is one object, so it goes when no row names it.
create table cases.attachment_object (
  attachment_id uuid not null references cases.attachment (id),
  role text not null check (role in ('original', 'thumbnail', 'released')),
  key text not null check (key ~ '^[0-9a-f]{64}$'),
  media_type text not null,
  bytes integer not null,
  primary key (attachment_id, role)
);
create index attachment_object_key on cases.attachment_object (key);

select base.grant_room('cases');
