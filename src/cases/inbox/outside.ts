import type { Config } from '#base/index.ts'
import type { ContactChannel } from './outside.contract.ts'

/** What is configured for sending to citizens. Nothing that is not leaves the house. */
export type Outside = Pick<Config, 'mail' | 'sms' | 'publicUrl' | 'webhookNetworks'>

export const nothingOutside: Outside = {
  mail: undefined,
  sms: undefined,
  publicUrl: undefined,
  webhookNetworks: undefined,
}

/** The channels that are configured. */
export function offeredBy(outside: Outside): Record<ContactChannel, boolean> {
  return { email: outside.mail !== undefined, sms: outside.sms !== undefined }
}

/** An address of the public pages; empty where nobody knows at which host they are. */
export function publicLink(outside: Outside, path: string): string {
  return outside.publicUrl === undefined ? '' : new URL(path, outside.publicUrl).href
}
