import type { DispatchAdvice } from './advice.contract.ts'

export type SimilarCase = DispatchAdvice['similar'][number]

/** Closed cases that resemble a message, most similar first. */
export type FindSimilar = (query: {
  subject: string
  detail: string
  limit: number
}) => Promise<SimilarCase[]>
