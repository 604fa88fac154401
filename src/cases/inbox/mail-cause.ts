import { baseError, type CatalogueError } from '#base/index.ts'

const known = ['base.mail-refused', 'base.mail-address-refused'] as const

/** Why a mail did not go out, as an error with its sentences; what is not known was a server that did not answer. */
export function causeError(code: string): CatalogueError {
  const found = known.find(one => one === code)
  return found ? baseError(found, { status: '' }) : baseError('base.mail-unreachable', { reason: '' })
}
