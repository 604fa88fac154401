import { type Database, inTransaction, type Level, levels } from '#base/index.ts'
import {
  changePerson,
  commandLineActor,
  createPerson,
  generatePassword,
  type Person,
  personByAccount,
  type Role,
  roles,
  selectPeople,
  setPassword,
} from '#identity/index.ts'
import { type Command, required } from './command-line.rules.ts'
import { operationsError } from './operations.errors.ts'
import type { Outcome } from './outcome.ts'

const words = (value: string | boolean | undefined) =>
  typeof value === 'string'
    ? value
        .split(',')
        .map(one => one.trim())
        .filter(one => one !== '')
    : []

function readRoles(command: Command): Role[] {
  const given = words(required(command, 'roles'))
  const unknown = given.filter(one => !(roles as readonly string[]).includes(one))
  if (unknown.length > 0)
    throw operationsError('operations.wrong-arguments', {
      problem: `unknown roles: ${unknown.join(', ')}`,
      usage: `--roles ${roles.join(',')}`,
    })
  return given as Role[]
}

async function create(database: Database, command: Command): Promise<Outcome> {
  const level = (command.options.level ?? 'L3') as Level
  if (!levels.includes(level))
    throw operationsError('operations.wrong-arguments', {
      problem: `--level ${level}`,
      usage: `--level ${levels.join('|')}`,
    })
  const password = generatePassword()
  const person = {
    account: required(command, 'account'),
    name: required(command, 'name'),
    roles: readRoles(command),
    departmentId: typeof command.options.department === 'string' ? command.options.department : null,
    regionIds: words(command.options.regions),
    level,
  }
  const made = await inTransaction(database, tx =>
    createPerson(tx, { person, password, mustChangePassword: true }, commandLineActor),
  )
  return { json: { id: made.id, account: made.account, password }, text: `${made.account}  ${password}` }
}

const line = (person: Person) =>
  [
    person.account,
    person.name,
    person.roles.join(','),
    person.active ? '' : 'deactivated',
    person.fictional ? 'fictional' : '',
  ]
    .filter(part => part !== '')
    .join('  ')

/** `user create|list|password|deactivate`. New passwords are shown once and must be changed at the first sign-in. */
export async function runUser(database: Database, command: Command): Promise<Outcome> {
  const [what] = command.words
  if (what === 'create') return await create(database, command)
  if (what === 'list') {
    const people = await selectPeople(database, { limit: 10_000 })
    return { json: { people }, text: people.map(line).join('\n') }
  }
  if (what === 'password') {
    const person = await personByAccount(database, required(command, 'account'))
    const password = generatePassword()
    await inTransaction(database, tx => setPassword(tx, { personId: person.id, password }, commandLineActor))
    return { json: { account: person.account, password }, text: `${person.account}  ${password}` }
  }
  if (what === 'deactivate') {
    const person = await personByAccount(database, required(command, 'account'))
    const change = { active: false, version: person.version }
    await inTransaction(database, tx => changePerson(tx, { personId: person.id, change }, commandLineActor))
    return { json: { deactivated: person.account }, text: `deactivated ${person.account}` }
  }
  throw operationsError('operations.wrong-arguments', {
    problem: `user ${what}`,
    usage: 'chengshu user create|list|password|deactivate',
  })
}
