-- The tables of better-auth 1.7, in its own column names, as its migration planner prints them; a test compares the two.
-- The id of a sign_in_user is that of the person.

create table identity.sign_in_user (
  "id" text not null primary key,
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz default current_timestamp not null,
  "username" text unique,
  "displayUsername" text,
  "twoFactorEnabled" boolean
);

create table identity.sign_in_session (
  "id" text not null primary key,
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references identity.sign_in_user ("id") on delete cascade
);
create index "sign_in_session_userId_idx" on identity.sign_in_session ("userId");

create table identity.sign_in_credential (
  "id" text not null primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references identity.sign_in_user ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz not null
);
create index "sign_in_credential_userId_idx" on identity.sign_in_credential ("userId");

create table identity.sign_in_verification (
  "id" text not null primary key,
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz default current_timestamp not null
);
create index "sign_in_verification_identifier_idx" on identity.sign_in_verification ("identifier");

create table identity.sign_in_second_factor (
  "id" text not null primary key,
  "secret" text not null,
  "backupCodes" text not null,
  "userId" text not null references identity.sign_in_user ("id") on delete cascade,
  "verified" boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);
create index "sign_in_second_factor_secret_idx" on identity.sign_in_second_factor ("secret");
create index "sign_in_second_factor_userId_idx" on identity.sign_in_second_factor ("userId");

select base.grant_room('identity');
