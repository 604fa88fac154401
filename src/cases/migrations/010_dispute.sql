-- The open objection of a case, and since when it is contested: three times given back or objected to.
alter table cases.case_record add column dispute_id uuid, add column contested_at timestamptz;
create index case_record_contested on cases.case_record (contested_at)
  where contested_at is not null and closed_at is null;

-- An objection of a department to a dispatch (派单异议). What was said lies in the events; `objected_seq`, `sent_seq` and
-- `ended_seq` name them. It lapses when the case leaves the department by another step: a reply, a return, a reassignment.
create table cases.dispute (
  id uuid primary key,
  case_id uuid not null references cases.case_record (id),
  department_id text not null,
  proposed_department_id text,
  duty_id text,
  opened_at timestamptz not null,
  opened_by text not null,
  objected_seq integer not null,
  -- Who sent the case there; never who rules on it.
  sent_by text,
  sent_seq integer,
  ended_at timestamptz,
  ended_by text,
  ended_seq integer,
  outcome text check (outcome in ('upheld', 'refused', 'lapsed')),
  ruled_department_id text,
  check ((ended_at is null) = (outcome is null)),
  check ((ruled_department_id is not null) = (outcome is not distinct from 'upheld'))
);
create unique index dispute_open on cases.dispute (case_id) where ended_at is null;
create index dispute_case on cases.dispute (case_id);
create index dispute_waiting on cases.dispute (opened_at, id) where ended_at is null;
create index dispute_ended on cases.dispute (ended_at desc, id desc) where ended_at is not null;

-- A ruling whose reviewer may not edit duties proposes the change to those who may.
create table cases.duty_proposal (
  id uuid primary key,
  case_id uuid not null references cases.case_record (id),
  change jsonb not null,
  proposed_at timestamptz not null,
  proposed_by text not null,
  decided_at timestamptz,
  decided_by text,
  outcome text check (outcome in ('accepted', 'declined')),
  check ((decided_at is null) = (outcome is null))
);
create index duty_proposal_open on cases.duty_proposal (proposed_at, id) where decided_at is null;

-- One narrow row for each time a case was sent to a department it did not stay with. Who it belonged to is known at once
-- when an objection is upheld, else with the next dispatch. The history of a million cases holds some fifty thousand.
create table cases.misdirection (
  case_id uuid not null references cases.case_record (id),
  seq integer not null,
  at timestamptz not null,
  sent_to text not null,
  belonged_to text,
  how text not null check (how in ('returned', 'upheld')),
  primary key (case_id, seq)
);
create index misdirection_at on cases.misdirection (at) include (sent_to, belonged_to, how);
create index misdirection_open on cases.misdirection (case_id) where belonged_to is null;
-- How many cases were sent to each department: read from the index alone.
create index event_sent on cases.event (at, department_id) where type in ('dispatched', 'objection-upheld');

insert into cases.misdirection (case_id, seq, at, sent_to, belonged_to, how)
select event.case_id, event.seq, event.at, event.department_id,
       (select next.department_id from cases.event next
         where next.case_id = event.case_id and next.seq > event.seq and next.type = 'dispatched'
         order by next.seq limit 1),
       'returned'
  from cases.event event where event.type = 'returned' and event.department_id is not null;

select base.grant_room('cases');
