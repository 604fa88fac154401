-- What the check of a file for labels of AI content said when it came in (labelling measures, article 6): one of sure, may-be,
-- suspected and none, why in stable words, and the entry that was found. Null for files from before.
alter table cases.attachment add column ai_label jsonb;
