import type { PlatformAdapter } from './platform.ts'
import { standardAdapter } from './standard-adapter.rules.ts'

/** Every kind of platform, by the name a subscription keeps. */
export const adapters: Readonly<Record<string, PlatformAdapter>> = { standard: standardAdapter }
