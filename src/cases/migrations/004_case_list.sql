-- Praise is one case in sixty, a channel may be none: without these a list of them walked 100,000 cases, 60 to 190 ms.
create index case_record_nature on cases.case_record (nature, reported_at desc, id desc);
create index case_record_channel on cases.case_record (channel, reported_at desc, id desc);
