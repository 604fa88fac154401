-- A rule that was ended on its first day never held: the right one may begin on the same day. Those that did hold on it keep
-- their day to themselves.
drop index cases.limit_rule_key;
create unique index limit_rule_key on cases.limit_rule
  (coalesce(category_id, ''), coalesce(urgency, ''), coalesce(department_id, ''), valid_from)
  where valid_to is null or valid_to > valid_from;
