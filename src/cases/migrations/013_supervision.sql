-- A leader follows a case (督办) and wants an answer until a day; asked again as long as it does not do. One at a time.
create table cases.supervision (
  id uuid primary key,
  case_id uuid not null references cases.case_record (id),
  state text not null check (state in ('asked', 'answered', 'accepted')),
  opened_at timestamptz not null,
  opened_by text not null,
  asked_at timestamptz not null,
  due_at timestamptz,
  -- Told that the answer is overdue, once for each asking.
  overdue_at timestamptz,
  ended_at timestamptz,
  check ((state = 'accepted') = (ended_at is not null))
);
create unique index supervision_open on cases.supervision (case_id) where ended_at is null;
create index supervision_case on cases.supervision (case_id, id);
create index supervision_listed on cases.supervision ((ended_at is null), due_at, id);
create index supervision_due on cases.supervision (due_at) where overdue_at is null and state = 'asked';

-- What was demanded and answered, in order: erasable.
create table cases.supervision_content (
  supervision_id uuid not null references cases.supervision (id),
  place integer not null,
  kind text not null check (kind in ('demand', 'answer', 'note')),
  at timestamptz not null,
  actor_name text not null,
  text text not null,
  primary key (supervision_id, place)
);

select base.grant_room('cases');
