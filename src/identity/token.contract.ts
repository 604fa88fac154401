import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'
import { action } from './action.contract.ts'

const id = level('L2', z.string())

/** An API token as lists show it: never the token itself. */
export const token = z.object({
  id,
  personId: id,
  name: level('L2', z.string()),
  prefix: level('L2', z.string()),
  actions: z.array(action),
  createdAt: level('L2', z.iso.datetime()),
  expiresAt: level('L2', z.iso.datetime()),
  revokedAt: level('L2', z.iso.datetime().nullable()),
  lastUsedAt: level('L2', z.iso.datetime().nullable()),
})
export type Token = z.infer<typeof token>

export const newToken = z.object({
  name: level('L2', personText(100, 1)),
  actions: z.array(action).min(1).max(40),
  days: level('L2', z.number().int().min(1).max(366).default(90)),
})
export type NewToken = z.infer<typeof newToken>

/** The only time the token is shown. */
export const madeToken = z.object({ token, secret: level('L4', z.string()) })
export const tokenKey = z.object({ tokenId: level('L2', z.uuid()) })
export const tokenList = z.object({ tokens: z.array(token) })
