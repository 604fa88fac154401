-- Who saw the contact of a case, and what for. The ledger holds the same act; words are sealed here and erased with the case.
create table cases.look (
  id uuid primary key,
  case_id uuid not null references cases.case_record (id),
  person text not null,
  purpose text not null,
  words text,
  at timestamptz not null
);
create index look_of_person on cases.look (case_id, person, at desc);
create index look_by_day on cases.look (at desc, id desc);
select base.grant_room('cases');
