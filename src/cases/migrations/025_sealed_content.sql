-- From here on what people said is sealed before it is written, column by column (docs/at-rest.md): a text begins with
-- `sealed:1:`, a document is one JSON string that begins with `sealed:j:`. What is empty stays empty. Rows of earlier
-- releases are sealed in the background; both kinds are read alike.

-- A number, and a name, are looked for by a keyed hash of the whole. The last four digits have one of their own, as that is
-- what people remember; other beginnings and ends are no longer found. A hidden reporter is found by nobody who types the
-- number; who asks for a person's data still reaches the case by `kept_indexes`, and by that of whom somebody called for.
alter table cases.case_content
  add column phone_index text,
  add column phone_tail_index text,
  add column name_index text,
  add column kept_indexes text[],
  -- In which form the indexes above and `search` were made; null for a row of an earlier release that is still to be done.
  add column look_up_version smallint;
create index case_content_by_phone on cases.case_content (phone_tail_index, phone_index)
  where phone_tail_index is not null;
create index case_content_by_name on cases.case_content (name_index) where name_index is not null;
create index case_content_no_look_up on cases.case_content (case_id) where look_up_version is null;
-- Until a row is done its name is looked for as it stands, and its number by `phone_digits`, which is then emptied.
drop index cases.case_content_name;
create index case_content_name on cases.case_content (reporter_name text_pattern_ops)
  where reporter_name is not null and look_up_version is null;

alter table cases.personal_change add column was_index text;
alter table cases.contact add column address_index text;
create index contact_by_address on cases.contact (address_index) where address_index is not null;
drop index cases.mail_sender;
alter table cases.mail_content add column sender_index text;
create index mail_content_by_sender on cases.mail_content (sender_index) where sender_index is not null;
create index mail_content_no_index on cases.mail_content (lower(sender)) where sender_index is null;

-- How long an object is as it is stored, sealed. Null for one of an earlier release that is not sealed yet.
alter table cases.attachment_object add column stored_bytes bigint;
create index attachment_object_unsealed on cases.attachment_object (key) where stored_bytes is null;
