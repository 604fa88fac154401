export { type Action, action, actions, isAction } from './action.contract.ts'
export { actorOf, commandLineActor, systemActor, visitor } from './actors.ts'
export { accessChanged } from './authenticate.ts'
export { changePerson } from './change-person.ts'
export { createIdentity, type Identity, type IdentityOptions } from './create-identity.ts'
export { createPeople, createPerson, type NewPeople, personByAccount } from './create-people.ts'
export { createToken } from './create-token.ts'
export { ensureAdministrators, type FirstAdministrators } from './ensure-administrators.ts'
export {
  type Actor,
  type Desk,
  type Pending,
  type Role,
  role,
  roles,
  type Scope,
  type Session,
  session,
} from './identity.contract.ts'
export { identityError } from './identity.errors.ts'
export {
  claimMailChoices,
  deleteMailChoice,
  type MailChoice,
  noteMailed,
  saveMailChoice,
  selectMailChoice,
} from './mail-choice.store.ts'
export { generatePassword, passwordFault } from './password.rules.ts'
export { createPermissions, type Permissions, type Resource, readPolicies } from './permissions.ts'
export type { NewPerson, Person, PersonChange } from './person.contract.ts'
export { isAdministrator, signInName } from './person.rules.ts'
export { countPeopleIn, findPerson, findPersonByAccount, selectNames, selectPeople } from './person.store.ts'
export { removeEnded } from './remove-ended.ts'
export { resetSecondFactor } from './reset-second-factor.ts'
export { revokeToken } from './revoke-token.ts'
export { route } from './route.ts'
export {
  type CityPort,
  emptyScope,
  fullScope,
  inScope,
  rolesCleared,
  type ScopedRow,
  scopeOf,
} from './scope.rules.ts'
export { applyScope, type ScopeColumns, scopeCondition } from './scope.store.ts'
export { setPassword } from './set-password.ts'
export type { Token } from './token.contract.ts'
export { tokenActions } from './token.rules.ts'
export { selectTokens } from './token.store.ts'
