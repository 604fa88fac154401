-- How many cases were sent to each department. What was merged into another goes along with it and is not sent again: its
-- events name the lead, and one storm of forty complaints must not make forty.
drop index cases.event_sent;
create index event_sent on cases.event (at, department_id)
  where type in ('dispatched', 'objection-upheld') and not (details ? 'lead');
