import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { baseError } from './base.errors.ts'
import type { VaultPlace } from './vault/data-keys.ts'
import { vaultError } from './vault/vault.errors.ts'

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

const hostAndPort = optionalText.pipe(
  z
    .string()
    .regex(/^.+:[0-9]{1,5}$/, 'host:port')
    .transform(value => {
      const at = value.lastIndexOf(':')
      return { host: value.slice(0, at).replace(/^\[(.*)\]$/, '$1'), port: Number(value.slice(at + 1)) }
    })
    .pipe(z.object({ host: z.string().min(1), port: z.number().int().min(1).max(65535) }))
    .optional(),
)
const loopback = /^(localhost|127(\.[0-9]{1,3}){3}|::1)$/

function readMailbox(given: string): Config['mailbox'] | string {
  if (!URL.canParse(given)) return 'no address'
  const url = new URL(given)
  const { protocol, searchParams, pathname } = url
  if (protocol !== 'imaps:' && protocol !== 'imap:') return 'imaps:// or imap://'
  const secure = protocol === 'imaps:'
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const [user, password, folder] = [url.username, url.password, pathname.slice(1)].map(decodeURIComponent)
  if (!host || !user || !password) return 'user, password and host are needed'
  if (!secure && !loopback.test(host) && searchParams.get('plain') !== '1')
    return 'imap:// sends the password openly: imaps://, or ?plain=1 inside a closed network'
  const port = url.port === '' ? (secure ? 993 : 143) : Number(url.port)
  const path = folder || 'INBOX'
  return { host, port, secure, user, password, folder: path, name: `${user}@${host}/${path}` }
}

// Named by what is wrong with it, never by what it says: it holds a password.
const mailboxAddress = optionalText.transform((given, context) => {
  if (given === undefined) return undefined
  try {
    const read = readMailbox(given)
    if (typeof read !== 'string') return read
    context.addIssue({ code: 'custom', message: read })
  } catch {
    context.addIssue({ code: 'custom', message: 'a % that is no sign has to be written %25' })
  }
  return z.NEVER
})

// A token and keys go there: openly only on this machine, to an agent of the management system.
const kmsAddress = z
  .url({ protocol: /^https?$/ })
  .refine(
    address =>
      !address.startsWith('http:') || loopback.test(new URL(address).hostname.replace(/^\[(.*)\]$/, '$1')),
    'https://, or http:// on this machine',
  )
  .transform(address => {
    const url = new URL(address)
    return url.origin + (url.pathname === '/' ? '/v1/transit' : url.pathname.replace(/\/+$/, ''))
  })
  .optional()

// 18 signs of a social credit code, or the 27 of a service provider's code, in which it stands from the fifth sign on.
const labelCode = optionalText.pipe(
  z
    .string()
    .regex(
      /^(\d{4})?[0-9A-HJ-NPQRTUWXY]{18}([0-9A-Z]{5})?$/,
      'a social credit code of 18 signs, or a provider code of 27',
    )
    .refine(
      code => code.length === 18 || code.length === 27,
      'a social credit code of 18 signs, or a provider code of 27',
    )
    .optional(),
)

const megabytes = z.coerce.number().int().min(1).max(2048)

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
  CHENGSHU_WEBHOOK_NETWORKS: addressList,
  CHENGSHU_BLIND_SHARE: z.coerce.number().min(0).max(1).default(0.05),
  CHENGSHU_IDLE_MINUTES: z.coerce.number().int().min(1).max(1440).default(30),
  CHENGSHU_BENCH_DATA: z.string().min(1).default('../shared/data'),
  CHENGSHU_OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  CHENGSHU_OIDC_CLIENT: optionalText,
  CHENGSHU_OIDC_SECRET: optionalText,
  CHENGSHU_OBJECTS_URL: z.url({ protocol: /^https?$/ }).optional(),
  CHENGSHU_OBJECTS_KEY: optionalText,
  CHENGSHU_OBJECTS_SECRET: optionalText,
  CHENGSHU_OBJECTS_REGION: z.string().min(1).default('us-east-1'),
  CHENGSHU_CLAMD: hostAndPort,
  CHENGSHU_PICTURE_MEGABYTES: megabytes.default(20),
  CHENGSHU_MEDIA_MEGABYTES: megabytes.default(100),
  CHENGSHU_DOCUMENT_MEGABYTES: megabytes.default(20),
  CHENGSHU_BACKUP_RECIPIENT: optionalText,
  CHENGSHU_BACKUP_PASSPHRASE: optionalText,
  CHENGSHU_BACKUP_KEY: optionalText,
  CHENGSHU_KEY_FILE: optionalText,
  CHENGSHU_CIPHER: z.enum(['aes', 'sm4']).default('aes'),
  CHENGSHU_KMS_URL: kmsAddress,
  CHENGSHU_KMS_TOKEN: optionalText,
  CHENGSHU_KMS_KEY: optionalText,
  CHENGSHU_LABEL_CODE: labelCode,
  CHENGSHU_LEDGER_ORIGIN: z
    .string()
    .regex(/^[^\s+]{1,200}$/, 'a name without spaces and plus signs, e.g. ledger.city.example')
    .optional(),
  CHENGSHU_METRICS_TOKEN: z
    .string()
    .regex(/^\S{16,}$/, '16 characters or more, no spaces')
    .optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  CHENGSHU_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  CHENGSHU_MAIL_FROM: optionalText,
  CHENGSHU_IMAP_URL: mailboxAddress,
  CHENGSHU_SMS_URL: z.url({ protocol: /^https?$/ }).optional(),
  CHENGSHU_SMS_SECRET: optionalText,
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
  /** Addresses or networks inside to which messages may be sent nevertheless, e.g. of the government network. */
  webhookNetworks: string[] | undefined
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent'
  blindShare: number
  idleMinutes: number
  singleSignOn: { issuer: string; client: string; secret: string } | undefined
  /** Object storage that speaks S3; without it objects lie in the data folder. */
  objects: { url: string; key: string; secret: string; region: string } | undefined
  /** The virus scanner (clamd over TCP) that every attachment waits for. */
  scanner: { host: string; port: number } | undefined
  /** Largest attachment of each kind, in bytes. */
  uploadLimits: { picture: number; media: number; document: number }
  /** What backups are closed with (recipients, else a passphrase) and opened with (a key file, else the passphrase). */
  backup: { recipients: string | undefined; passphrase: string | undefined; keyFile: string | undefined }
  /** Where the master key is that data keys are wrapped by, and the cipher that new data keys are for. */
  vault: VaultPlace
  /** The code under which labels of AI content are written: of the service provider, or a social credit code. */
  labelCode: string | undefined
  /** The name under which the ledger is known outside; fixed by the first head that is signed. */
  ledgerOrigin: string | undefined
  /** Bearer token for /metrics; without it only this machine may ask. */
  metricsToken: string | undefined
  /** Where traces go (OTLP over HTTP); without it none are made. */
  tracesUrl: string | undefined
  /** The mail server and the sender's address; without them no mail is sent. */
  mail: { url: string; from: string } | undefined
  /** The gateway that short messages are handed to, signed; without it none are. */
  sms: { url: string; secret: string } | undefined
  /** The mailbox that citizens write to; without it no mail comes in. */
  mailbox:
    | {
        host: string
        port: number
        secure: boolean
        user: string
        password: string
        folder: string
        /** What it is called where the password must not be. */
        name: string
      }
    | undefined
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

function readObjects(value: z.output<typeof environment>): Config['objects'] {
  const { CHENGSHU_OBJECTS_URL: url, CHENGSHU_OBJECTS_KEY: key, CHENGSHU_OBJECTS_SECRET: secret } = value
  if (url && key && secret) return { url, key, secret, region: value.CHENGSHU_OBJECTS_REGION }
  if (!url && !key && !secret) return undefined
  const names = ['CHENGSHU_OBJECTS_URL', 'CHENGSHU_OBJECTS_KEY', 'CHENGSHU_OBJECTS_SECRET'] as const
  throw baseError('base.incomplete-objects', { missing: names.filter(name => !value[name]).join(', ') })
}

function readVault(value: z.output<typeof environment>, dataFolder: string): VaultPlace {
  const { CHENGSHU_KMS_URL: url, CHENGSHU_KMS_TOKEN: token, CHENGSHU_KMS_KEY: key } = value
  const names = ['CHENGSHU_KMS_URL', 'CHENGSHU_KMS_TOKEN', 'CHENGSHU_KMS_KEY'] as const
  const missing = names.filter(name => !value[name])
  if (missing.length > 0 && missing.length < names.length)
    throw vaultError('base.incomplete-kms', { missing: missing.join(', ') })
  return {
    keyFile: value.CHENGSHU_KEY_FILE
      ? expandHome(value.CHENGSHU_KEY_FILE)
      : join(dataFolder, 'keys/master.key'),
    kms: url && token && key ? { url, token, key } : undefined,
    cipher: value.CHENGSHU_CIPHER === 'sm4' ? 'sm4-ctr-hmac-sm3' : 'aes-256-gcm',
  }
}

// Half a channel must not pass for none: citizens would not be told and nobody would know.
function pairOf(value: z.output<typeof environment>, names: readonly (keyof typeof value)[]) {
  const missing = names.filter(name => !value[name])
  if (missing.length === names.length) return undefined
  if (missing.length > 0) throw baseError('base.incomplete-outside', { missing: missing.join(', ') })
  return names.map(name => String(value[name]))
}

function readOutside(value: z.output<typeof environment>): Pick<Config, 'mail' | 'sms'> {
  const mail = pairOf(value, ['CHENGSHU_SMTP_URL', 'CHENGSHU_MAIL_FROM'])
  const sms = pairOf(value, ['CHENGSHU_SMS_URL', 'CHENGSHU_SMS_SECRET'])
  return {
    mail: mail && { url: mail[0]!, from: mail[1]! },
    sms: sms && { url: sms[0]!, secret: sms[1]! },
  }
}

/**
 * Reads the environment once; the only place in the product that does.
 * @throws base.invalid-environment naming each variable that does not parse, base.incomplete-sign-on and
 *   base.incomplete-objects naming those that single sign-on or the object storage still needs.
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
    webhookNetworks: value.CHENGSHU_WEBHOOK_NETWORKS,
    logLevel: value.CHENGSHU_LOG,
    blindShare: value.CHENGSHU_BLIND_SHARE,
    idleMinutes: value.CHENGSHU_IDLE_MINUTES,
    singleSignOn: readSingleSignOn(value),
    objects: readObjects(value),
    scanner: value.CHENGSHU_CLAMD,
    uploadLimits: {
      picture: value.CHENGSHU_PICTURE_MEGABYTES * 2 ** 20,
      media: value.CHENGSHU_MEDIA_MEGABYTES * 2 ** 20,
      document: value.CHENGSHU_DOCUMENT_MEGABYTES * 2 ** 20,
    },
    backup: {
      recipients: value.CHENGSHU_BACKUP_RECIPIENT,
      passphrase: value.CHENGSHU_BACKUP_PASSPHRASE,
      keyFile: value.CHENGSHU_BACKUP_KEY && expandHome(value.CHENGSHU_BACKUP_KEY),
    },
    vault: readVault(value, expandHome(value.CHENGSHU_DATA)),
    labelCode: value.CHENGSHU_LABEL_CODE,
    ledgerOrigin: value.CHENGSHU_LEDGER_ORIGIN,
    metricsToken: value.CHENGSHU_METRICS_TOKEN,
    tracesUrl: value.OTEL_EXPORTER_OTLP_ENDPOINT,
    ...readOutside(value),
    mailbox: value.CHENGSHU_IMAP_URL,
    databaseUrl: value.DATABASE_URL,
    applicationDatabaseUrl: value.CHENGSHU_APPLICATION_DATABASE_URL,
    chromium: value.CHENGSHU_CHROMIUM,
  }
}
