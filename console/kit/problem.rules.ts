import type { Problem } from '#base/problem.contract.ts'

/** Codes of what goes wrong before the server could say anything. */
export const unreachable = 'console.unreachable'
export const unexpectedAnswer = 'console.unexpected-answer'

/** Any error body as a problem: ours (RFC 9457), the sign-in library's `{code, message}`, or none at all. */
export function toProblem(status: number, body: unknown): Problem {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
  return {
    type: text(given.type) ?? 'about:blank',
    title: text(given.title) ?? text(given.message) ?? '',
    status,
    code: text(given.code) ?? unexpectedAnswer,
    ...(text(given.detail) ? { detail: text(given.detail) } : {}),
    ...(Array.isArray(given.errors) ? { errors: given.errors as Problem['errors'] } : {}),
    ...(given.details ? { details: given.details as Record<string, unknown> } : {}),
  }
}

/** Messages at their fields: `reporter.phone` → `['reporter', 'phone']`, as a form names it. */
export function fieldMessages(problem: Problem): { name: string[]; errors: string[] }[] {
  const byPath = new Map<string, string[]>()
  for (const { path, message } of problem.errors ?? [])
    byPath.set(path, [...(byPath.get(path) ?? []), message])
  return [...byPath].map(([path, errors]) => ({ name: path.split('.').filter(Boolean), errors }))
}

/** True when somebody else changed the thing meanwhile: what was typed is kept and the page is read again. */
export function isConflict(problem: Pick<Problem, 'status'>): boolean {
  return problem.status === 409
}
