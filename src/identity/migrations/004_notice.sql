-- Another process (the command line beside the server, a second server) keeps actors in memory for some seconds.
-- What ends or narrows somebody's access is therefore told to all of them as it commits; an ended visit moved on by use
-- (sign_in_session."expiresAt") and a token's last use are not.

create function identity.tell_change() returns trigger
language plpgsql as $$
begin
  perform pg_notify('identity_changed', '');
  return null;
end
$$;

create trigger person_told after insert or update or delete on identity.person
  for each statement execute function identity.tell_change();
create trigger session_told after delete on identity.sign_in_session
  for each statement execute function identity.tell_change();
create trigger token_told after delete or update of revoked_at, expires_at, actions on identity.token
  for each statement execute function identity.tell_change();
