import { baseError } from './base.errors.ts'
import { embeddedError } from './embedded.errors.ts'
import { CatalogueError, sentenceOf } from './errors.ts'
import { uuidv7 } from './identifiers.ts'
import { type FieldFault, faultInChinese } from './issue-words.rules.ts'
import type { Language } from './language.ts'
import type { Problem } from './problem.contract.ts'

interface FieldIssue {
  path: string
  message: string
  /** The same in Chinese. */
  zh?: string
}

/** Finds the zod issues that fastify-type-provider-zod hangs on a validation error. */
function fieldIssues(error: object): FieldIssue[] | undefined {
  if (!('validation' in error) || !Array.isArray(error.validation)) return undefined
  return (error.validation as (FieldFault & { instancePath?: string })[]).map(issue => ({
    path: (issue.instancePath ?? '').replace(/^\//, '').replaceAll('/', '.'),
    message: issue.message ?? '',
    zh: faultInChinese(issue),
  }))
}

const summaryOf = (issues: readonly FieldIssue[]) =>
  issues.map(issue => `${issue.path} ${issue.message}`.trim()).join('; ')

/** Issues in the caller's language, as the answer holds them. */
const saidIn = (issues: readonly FieldIssue[], language: Language) =>
  issues.map(({ path, message, zh }) => ({ path, message: language === 'zh' ? (zh ?? message) : message }))

const databaseDown = new Set([
  'ECONNREFUSED',
  'ENOENT',
  'ECONNRESET',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
])

/** Any error as one of the catalogue; what is not from the catalogue becomes base.internal with a reference for the log. */
export function asCatalogueError(error: unknown): CatalogueError {
  if (error instanceof CatalogueError) return error
  if (!(error instanceof Error)) return baseError('base.internal', { reference: uuidv7() })
  const issues = fieldIssues(error)
  if (issues) return baseError('base.invalid-input', { summary: summaryOf(issues), errors: issues })
  const { code, statusCode } = error as { code?: string; statusCode?: number }
  if (code && databaseDown.has(code)) return baseError('base.database-unreachable')
  if (/timeout exceeded when trying to connect|Connection terminated/.test(error.message))
    return baseError('base.database-unreachable')
  if (code === 'ENOSPC' || code === '53100') return embeddedError('base.disk-full')
  // PostgreSQL cannot store U+0000 in text; a body with one is bad input, not a fault.
  if (code === '22P05' || code === '22021') return baseError('base.invalid-input', { summary: 'U+0000' })
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE')
    return baseError('base.payload-too-large', { limit: '' })
  // A multipart body that ends in the middle: the parser's error has no code.
  if (/^(Part terminated early|Unexpected end of (form|file|multipart))/.test(error.message))
    return baseError('base.invalid-input', { summary: error.message })
  if (statusCode === 415) return baseError('base.unsupported-media')
  if (statusCode && statusCode >= 400 && statusCode < 500)
    return baseError('base.invalid-input', { summary: error.message })
  return baseError('base.internal', { reference: uuidv7() })
}

/** The body of the answer, in the caller's language. */
export function asProblem(error: CatalogueError, language: Language): Problem {
  const { errors, ...rest } = error.details
  const issues = Array.isArray(errors) ? saidIn(errors as FieldIssue[], language) : undefined
  const details = issues ? { ...rest, summary: summaryOf(issues) } : rest
  return {
    type: `/docs/errors.md#${error.code.replace('.', '')}`,
    title: sentenceOf({ entry: error.entry, details }, language),
    status: error.entry.status,
    code: error.code,
    ...(issues ? { errors: issues } : {}),
    ...(Object.keys(details).length > 0 ? { details } : {}),
  }
}
