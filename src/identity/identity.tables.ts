// Written by `npm run generate` from the migrated database; test/tables.test.ts compares. Do not edit.
import type { ColumnType, Generated } from 'kysely'

export type IdentityTables = {
  'identity.mail_choice': {
    person_id: string
    way: string
    address: string
    language: string
    told_through: string
    digest_on: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    next_try_at: ColumnType<Date, Date | string | undefined, Date | string>
    cause: string | null
  }
  'identity.person': {
    id: string
    account: string
    name: string
    roles: string[]
    department_id: string | null
    region_ids: Generated<string[]>
    level: Generated<string>
    active: Generated<boolean>
    fictional: Generated<boolean>
    must_change_password: boolean
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    version: Generated<number>
  }
  'identity.sign_in_credential': {
    id: string
    accountId: string
    providerId: string
    userId: string
    accessToken: string | null
    refreshToken: string | null
    idToken: string | null
    accessTokenExpiresAt: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    refreshTokenExpiresAt: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    scope: string | null
    password: string | null
    createdAt: ColumnType<Date, Date | string | undefined, Date | string>
    updatedAt: ColumnType<Date, Date | string, Date | string>
  }
  'identity.sign_in_failure': {
    account: string
    failures: number
    locked_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    updated_at: ColumnType<Date, Date | string, Date | string>
  }
  'identity.sign_in_second_factor': {
    id: string
    secret: string
    backupCodes: string
    userId: string
    verified: boolean | null
    failedVerificationCount: number | null
    lockedUntil: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'identity.sign_in_session': {
    id: string
    expiresAt: ColumnType<Date, Date | string, Date | string>
    token: string
    createdAt: ColumnType<Date, Date | string | undefined, Date | string>
    updatedAt: ColumnType<Date, Date | string, Date | string>
    ipAddress: string | null
    userAgent: string | null
    userId: string
  }
  'identity.sign_in_user': {
    id: string
    name: string
    email: string
    emailVerified: boolean
    image: string | null
    createdAt: ColumnType<Date, Date | string | undefined, Date | string>
    updatedAt: ColumnType<Date, Date | string | undefined, Date | string>
    username: string | null
    displayUsername: string | null
    twoFactorEnabled: boolean | null
  }
  'identity.sign_in_verification': {
    id: string
    identifier: string
    value: string
    expiresAt: ColumnType<Date, Date | string, Date | string>
    createdAt: ColumnType<Date, Date | string | undefined, Date | string>
    updatedAt: ColumnType<Date, Date | string | undefined, Date | string>
  }
  'identity.token': {
    id: string
    person_id: string
    name: string
    hash: Buffer
    prefix: string
    actions: string[]
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    expires_at: ColumnType<Date, Date | string, Date | string>
    revoked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    last_used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'identity.used_code': {
    person_id: string
    code: string
    used_at: ColumnType<Date, Date | string, Date | string>
  }
}
