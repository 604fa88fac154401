import { readdirSync, readFileSync } from 'node:fs'
import {
  type EntityJson,
  preparsePolicySet,
  statefulIsAuthorized,
  validate,
} from '@cedar-policy/cedar-wasm/nodejs'
import type { Logger } from 'pino'
import type { Level } from '#base/index.ts'
import { type Action, actions, isAction } from './action.contract.ts'
import type { Actor } from './identity.contract.ts'
import { overlap, rankOf } from './scope.rules.ts'

/** What an action is done to. Without one the question is whether it may be done anywhere at all. */
export type Resource =
  | {
      kind: 'case'
      departmentId: string | null
      regionId: string | null
      reporterPersonId: string | null
      /** Departments that have a task on it beside the one it belongs to. */
      coDepartmentIds?: readonly string[] | null
      /** Who asked for what is still to be ruled on. */
      askedBy?: string | null
      /** Highest level of the fields asked for. */
      level: Level
    }
  | { kind: 'training'; trainedBy: string }
  | { kind: 'account'; personId: string }

export interface Permissions {
  /** True when a policy permits it and none forbids it; false on any doubt, an error included. */
  permits(actor: Actor, action: string, resource?: Resource): boolean
  /** What the actor may do at all; the server asks again for each case. */
  allowedActions(actor: Actor): Action[]
}

const folder = new URL('./policies/', import.meta.url)
const policySet = 'identity'

/** The policy files by name, and the schema, as texts. */
export function readPolicies(): { policies: Record<string, string>; schema: string } {
  const names = readdirSync(folder).filter(name => name.endsWith('.cedar'))
  const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')
  const policies = Object.fromEntries(names.toSorted().map(name => [name, read(name)]))
  return { policies, schema: read('schema.cedarschema') }
}

// Policies speak of relations (the own case, a department of the desk), never of one person or one department. So ids are
// replaced by what they are to one another before Cedar is asked; then equal questions are equal texts, and an answer can
// be kept: 3 µs instead of 235 µs. It also spares Cedar the thousands of regions of a large department.
function kept(list: 'all' | readonly string[], id: string | null | undefined): string[] {
  return list !== 'all' && id && list.includes(id) ? ['here'] : []
}

// The department it belongs to is `here`, the departments that have a task on it are `joint`, whichever they are.
function departmentsOf(list: 'all' | readonly string[], resource: Resource | undefined): string[] {
  if (resource?.kind !== 'case') return []
  const joint = overlap(list, resource.coDepartmentIds) ? ['joint'] : []
  return [...kept(list, resource.departmentId), ...joint]
}

function whose(actor: Actor, personId: string): string {
  return personId === actor.id ? 'me' : 'somebody-else'
}

function principalOf(actor: Actor, resource: Resource | undefined): EntityJson {
  const type = { person: 'Person', visitor: 'Visitor', system: 'System' }[actor.kind]
  const uid = { type, id: 'me' }
  if (actor.kind !== 'person') return { uid, attrs: {}, parents: [] }
  const { regionId } = resource?.kind === 'case' ? resource : { regionId: undefined }
  const { scope } = actor
  const desk = actor.desk ?? { departments: actor.departmentId ? [actor.departmentId] : [], regions: [] }
  const attrs = {
    id: 'me',
    pending: actor.pending !== undefined,
    level: rankOf(scope.level),
    allDepartments: scope.departments === 'all',
    departments: departmentsOf(scope.departments, resource),
    allRegions: scope.regions === 'all',
    regions: kept(scope.regions, regionId),
    deskDepartments: departmentsOf(desk.departments, resource),
    deskRegions: kept(desk.regions, regionId),
    ...(actor.limitedTo ? { limitedTo: actor.limitedTo.toSorted() } : {}),
  }
  return { uid, attrs, parents: actor.roles.toSorted().map(role => ({ type: 'Role', id: role })) }
}

function resourceOf(actor: Actor, resource: Resource | undefined): EntityJson {
  const entity = (type: string, attrs: EntityJson['attrs']) => ({
    uid: { type, id: 'it' },
    attrs,
    parents: [],
  })
  if (!resource) return entity('Product', {})
  if (resource.kind === 'training') return entity('Training', { trainer: whose(actor, resource.trainedBy) })
  if (resource.kind === 'account') return entity('Account', { person: whose(actor, resource.personId) })
  const { level, departmentId, regionId, reporterPersonId } = resource
  return entity('Case', {
    level: rankOf(level),
    ...(departmentId === null ? {} : { department: 'here' }),
    ...(resource.coDepartmentIds?.length ? { coDepartments: ['joint'] } : {}),
    ...(regionId === null ? {} : { region: 'here' }),
    ...(reporterPersonId === null ? {} : { reporter: whose(actor, reporterPersonId) }),
    ...(resource.askedBy ? { asker: whose(actor, resource.askedBy) } : {}),
  })
}

interface Question {
  principal: EntityJson
  action: Action
  target: EntityJson
}

function ask({ principal, action, target }: Question): boolean {
  const answer = statefulIsAuthorized({
    principal: principal.uid,
    action: { type: 'Action', id: action },
    resource: target.uid,
    context: { action },
    preparsedPolicySetId: policySet,
    entities: [principal, target],
  })
  if (answer.type === 'failure') throw new Error(answer.errors.map(error => error.message).join('; '))
  const { decision, diagnostics } = answer.response
  // A policy that failed to evaluate is passed over by Cedar; if it was one that forbids, that would open a door.
  if (diagnostics.errors.length > 0)
    throw new Error(diagnostics.errors.map(one => one.error.message).join('; '))
  return decision === 'allow'
}

// Checked against the schema here, once: with it in every call a decision took 383 µs instead of 235 µs (2 busy cores).
function loadPolicies(): void {
  const { policies, schema } = readPolicies()
  const set = { staticPolicies: Object.values(policies).join('\n') }
  const checked = validate({ schema, policies: set })
  const faults = checked.type === 'failure' ? checked.errors : checked.validationErrors.map(one => one.error)
  if (faults.length > 0) throw new Error(faults.map(fault => fault.message).join('; '))
  const parsed = preparsePolicySet(policySet, set)
  if (parsed.type === 'failure') throw new Error(parsed.errors.map(error => error.message).join('; '))
}

/** Reads and parses the policies once. @throws when a file does not parse: the product does not start with fewer rules. */
export function createPermissions(log: Pick<Logger, 'error'>): Permissions {
  loadPolicies()
  const answers = new Map<string, boolean>()
  const decide = (actor: Actor, action: Action, resource?: Resource) => {
    try {
      const question = {
        principal: principalOf(actor, resource),
        action,
        target: resourceOf(actor, resource),
      }
      const key = JSON.stringify(question)
      const known = answers.get(key)
      if (known !== undefined) return known
      const decision = ask(question)
      if (answers.size >= 50_000) answers.clear()
      answers.set(key, decision)
      return decision
    } catch (error) {
      log.error({ err: error, action }, 'permission check failed; refused')
      return false
    }
  }
  return {
    permits: (actor, action, resource) => isAction(action) && decide(actor, action, resource),
    allowedActions: actor => actions.filter(action => decide(actor, action)),
  }
}
