import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { z } from 'zod'
import { baseError } from './base.errors.ts'

const flag = z.enum(['0', '1']).transform(value => value === '1')
const optionalText = z
  .string()
  .optional()
  .transform(value => (value === undefined || value === '' ? undefined : value))

// An address or a network in CIDR form; a proxy is never trusted by a name that somebody else may answer to.
const addressList = optionalText.pipe(
  z
    .string()
    .transform(value => value.split(',').map(part => part.trim()))
    .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])))
    .optional(),
)

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  CHENGSHU_DATA: z.string().min(1).default('.chengshu'),
  CHENGSHU_DEMO: flag.default(true),
  CHENGSHU_ADMIN_PASSWORD: optionalText,
  CHENGSHU_ROLE: z.enum(['all', 'server', 'worker']).default('all'),
  CHENGSHU_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  CHENGSHU_LOG: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  CHENGSHU_TRUSTED_PROXIES: addressList,
  CHENGSHU_BLIND_SHARE: z.coerce.number().min(0).max(1).default(0.05),
  CHENGSHU_IDLE_MINUTES: z.coerce.number().int().min(1).max(1440).default(30),
  CHENGSHU_BENCH_DATA: z.string().min(1).default('../shared/data'),
  CHENGSHU_OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  CHENGSHU_OIDC_CLIENT: optionalText,
  CHENGSHU_OIDC_SECRET: optionalText,
  CHENGSHU_CHROMIUM: optionalText,
  DATABASE_URL: optionalText,
  CHENGSHU_APPLICATION_DATABASE_URL: optionalText,
})

/** Everything the process reads from its environment, checked once at start. Paths are absolute. */
export interface Config {
  port: number
  host: string
  dataFolder: string
  benchDataFolder: string
  demo: boolean
  adminPassword: string | undefined
  role: 'all' | 'server' | 'worker'
  publicUrl: string | undefined
  /** Addresses or networks of proxies whose X-Forwarded-For is believed. */
  trustedProxies: string[] | undefined
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent'
  blindShare: number
  idleMinutes: number
  singleSignOn: { issuer: string; client: string; secret: string } | undefined
  databaseUrl: string | undefined
  applicationDatabaseUrl: string | undefined
  chromium: string | undefined
}

function expandHome(path: string): string {
  return resolve(path.startsWith('~/') ? homedir() + path.slice(1) : path)
}

// Half a single sign-on must not pass for none: people would be sent to a password they were never given.
function readSingleSignOn(value: z.output<typeof environment>): Config['singleSignOn'] {
  const { CHENGSHU_OIDC_ISSUER: issuer, CHENGSHU_OIDC_CLIENT: client, CHENGSHU_OIDC_SECRET: secret } = value
  if (issuer && client && secret) return { issuer, client, secret }
  if (!issuer && !client && !secret) return undefined
  const names = ['CHENGSHU_OIDC_ISSUER', 'CHENGSHU_OIDC_CLIENT', 'CHENGSHU_OIDC_SECRET'] as const
  const missing = names.filter(name => !value[name])
  throw baseError('base.incomplete-sign-on', { missing: missing.join(', ') })
}

/**
 * Reads the environment once; the only place in the product that does.
 * @throws base.invalid-environment naming each variable that does not parse, base.incomplete-sign-on naming those that
 *   single sign-on still needs.
 */
export function readConfig(variables: Record<string, string | undefined> = process.env): Config {
  // `PORT=` in a file of variables means "not set"; read as a number it would be any free port.
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim() !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; ')
    throw baseError('base.invalid-environment', { problems })
  }
  const value = parsed.data
  return {
    port: value.PORT,
    host: value.HOST,
    dataFolder: expandHome(value.CHENGSHU_DATA),
    benchDataFolder: expandHome(value.CHENGSHU_BENCH_DATA),
    demo: value.CHENGSHU_DEMO,
    adminPassword: value.CHENGSHU_ADMIN_PASSWORD,
    role: value.CHENGSHU_ROLE,
    publicUrl: value.CHENGSHU_PUBLIC_URL,
    trustedProxies: value.CHENGSHU_TRUSTED_PROXIES,
    logLevel: value.CHENGSHU_LOG,
    blindShare: value.CHENGSHU_BLIND_SHARE,
    idleMinutes: value.CHENGSHU_IDLE_MINUTES,
    singleSignOn: readSingleSignOn(value),
    databaseUrl: value.DATABASE_URL,
    applicationDatabaseUrl: value.CHENGSHU_APPLICATION_DATABASE_URL,
    chromium: value.CHENGSHU_CHROMIUM,
  }
}
