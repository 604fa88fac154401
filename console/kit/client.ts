import type { z } from 'zod'
import { type Problem, problem as problemShape } from '#base/problem.contract.ts'
import { toProblem, unexpectedAnswer, unreachable } from './problem.rules.ts'
import { stringifySearch } from './search.rules.ts'

/** What a request failed with; `problem.title` is in the person's language when the server wrote it. */
export class RequestProblem extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.title || problem.code)
    this.name = 'RequestProblem'
    this.problem = problem
  }
}

/** The problem of anything thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof RequestProblem) return error.problem
  return toProblem(0, { code: unexpectedAnswer, title: error instanceof Error ? error.message : '' })
}

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  query?: Record<string, unknown>
  body?: unknown
  signal?: AbortSignal
}

async function send({ method = 'GET', path, query = {}, body, signal }: Call): Promise<Response> {
  const isForm = body instanceof FormData
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-language': document.documentElement.lang,
    ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
  }
  try {
    return await fetch(path + stringifySearch(query), {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new RequestProblem(toProblem(0, { code: unreachable }))
  }
}

/** Sends a request whose answer is a file, and saves that under the name the server gives it. @throws RequestProblem */
export async function saveFile(request: Call): Promise<void> {
  const response = await send(request)
  if (!response.ok) {
    const body: unknown = await response.json().catch(() => null)
    const read = problemShape.safeParse(body)
    throw new RequestProblem(read.success ? read.data : toProblem(response.status, body))
  }
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = decodeURIComponent(named?.[1] ?? 'file')
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/**
 * Asks the server and reads the answer by its contract. Throws RequestProblem for every answer that is not 2xx, for an
 * answer the contract does not know, and when nothing answers.
 */
export async function call<S extends z.ZodType>(answer: S, request: Call): Promise<z.output<S>> {
  const response = await send(request)
  const body: unknown = await response.json().catch(() => null)
  if (!response.ok) {
    const read = problemShape.safeParse(body)
    throw new RequestProblem(read.success ? read.data : toProblem(response.status, body))
  }
  const read = answer.safeParse(body)
  if (read.success) return read.data
  // The field is named for whoever reads the browser's log; the person sees a plain sentence.
  console.error(request.path, read.error.issues)
  throw new RequestProblem(toProblem(response.status, { code: unexpectedAnswer }))
}
