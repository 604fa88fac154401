import { z } from 'zod'
import { type Database, inTransaction } from '#base/index.ts'
import {
  type Action,
  actorOf,
  type CityPort,
  commandLineActor,
  createToken,
  type Identity,
  personByAccount,
  revokeToken,
  selectTokens,
  type Token,
  tokenActions,
} from '#identity/index.ts'
import { type Command, required } from './command-line.rules.ts'
import { operationsError } from './operations.errors.ts'
import type { Outcome } from './outcome.ts'

interface Parts {
  database: Database
  identity: Pick<Identity, 'allowedActions'>
  city: CityPort
}

async function create(parts: Parts, command: Command): Promise<Outcome> {
  const { database, identity, city } = parts
  const person = await personByAccount(database, required(command, 'person'))
  // What manages people or tokens is never done by a token.
  const allowed: Action[] = identity
    .allowedActions(actorOf(person, city))
    .filter(action => tokenActions.includes(action))
  const days = Number(command.options.days ?? 90)
  if (!Number.isInteger(days) || days < 1 || days > 366)
    throw operationsError('operations.wrong-arguments', { problem: '--days is 1 to 366', usage: '--days 90' })
  const name = String(command.options.name ?? 'command line')
  const made = await inTransaction(database, tx =>
    createToken(
      tx,
      { personId: person.id, wanted: { name, actions: allowed, days }, allowed },
      commandLineActor,
    ),
  )
  return {
    json: { token: made.secret, id: made.token.id, expiresAt: made.token.expiresAt },
    text: made.secret,
  }
}

const line = (token: Token) =>
  `${token.id}  ${token.prefix}…  ${token.name}  until ${token.expiresAt}${token.revokedAt ? '  revoked' : ''}`

/** `token create --person ACCOUNT`, `token list --person ACCOUNT`, `token revoke --id ID`. The token is shown once. */
export async function runToken(parts: Parts, command: Command): Promise<Outcome> {
  const { database } = parts
  const [what] = command.words
  if (what === 'create') return await create(parts, command)
  if (what === 'list') {
    const person = await personByAccount(database, required(command, 'person'))
    const tokens = await selectTokens(database, person.id)
    return { json: { tokens }, text: tokens.map(line).join('\n') }
  }
  if (what === 'revoke') {
    const tokenId = required(command, 'id')
    if (!z.uuid().safeParse(tokenId).success)
      throw operationsError('operations.wrong-arguments', {
        problem: `--id ${tokenId} is no token id`,
        usage: 'chengshu token list --person …',
      })
    await inTransaction(database, tx => revokeToken(tx, { tokenId, any: true }, commandLineActor))
    return { json: { revoked: tokenId }, text: `revoked ${tokenId}` }
  }
  throw operationsError('operations.wrong-arguments', {
    problem: `token ${what}`,
    usage: 'chengshu token create|list|revoke',
  })
}
