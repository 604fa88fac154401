-- For the list of what somebody took in: without it a seat's own cases were looked for among all of the city's.
create index case_record_creator on cases.case_record (created_by, reported_at desc, id desc);
