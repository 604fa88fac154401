import { z } from 'zod'
import { type Route, unwrapped } from '#base/index.ts'
import { type AiLabel, aiLabel } from '../kernel.contract.ts'
import { entryText } from './entry.rules.ts'

/** The name under which an answer's label is told to who reads headers only. */
export const labelHeader = 'aigc'

function below(schema: z.ZodType): z.ZodType[] {
  if (schema instanceof z.ZodObject) return Object.values(schema.shape as Record<string, z.ZodType>)
  if (schema instanceof z.ZodArray) return [schema.element as z.ZodType]
  if (schema instanceof z.ZodRecord) return [schema.valueType as z.ZodType]
  if (schema instanceof z.ZodUnion) return schema.options as z.ZodType[]
  if (schema instanceof z.ZodTuple) return schema.def.items as z.ZodType[]
  const inner = unwrapped(schema)
  return inner ? [inner] : []
}

const bare = (schema: z.ZodType): z.ZodType => {
  const inner = unwrapped(schema)
  return inner ? bare(inner) : schema
}

/** Whether an object carries the label of AI content as one of its fields. */
function isLabelled(schema: z.ZodType): boolean {
  return (
    schema instanceof z.ZodObject &&
    Object.values(schema.shape as Record<string, z.ZodType>).some(field => bare(field) === aiLabel)
  )
}

/** Whether a label stands anywhere in a contract. */
export function holdsLabel(schema: z.ZodType): boolean {
  return bare(schema) === aiLabel || below(schema).some(holdsLabel)
}

/** Every schema that an algorithm's output is made of, itself among them. */
export function piecesOf(schema: z.ZodType): z.ZodType[] {
  return [schema, ...below(schema).flatMap(piecesOf)]
}

/**
 * Where in a contract something of an algorithm's output, or the id of a decision, stands in an object that carries no label.
 * @param outputs the pieces of all outputs
 * @returns paths; none when whatever AI said is labelled where it stands
 */
export function unlabelledIn(schema: z.ZodType, outputs: ReadonlySet<z.ZodType>, path = ''): string[] {
  if (isLabelled(schema)) return []
  if (outputs.has(schema)) return [path || '(itself)']
  if (!(schema instanceof z.ZodObject)) return below(schema).flatMap(one => unlabelledIn(one, outputs, path))
  const fields = Object.entries(schema.shape as Record<string, z.ZodType>)
  const named = fields.some(([name]) => name === 'decisionId') ? [`${path}.decisionId`] : []
  return [...named, ...fields.flatMap(([name, field]) => unlabelledIn(field, outputs, `${path}.${name}`))]
}

function labelsOf(value: unknown, found: AiLabel[]): AiLabel[] {
  if (typeof value !== 'object' || value === null) return found
  const { aigc } = value as Partial<AiLabel>
  if (aigc && typeof aigc === 'object' && 'ContentProducer' in aigc) found.push(value as AiLabel)
  else for (const inner of Object.values(value)) labelsOf(inner, found)
  return found
}

/** As many decisions as one header names; a longer list is told by its fields. */
const mostNamed = 20

/** The header for an answer: one entry, that of the one output in it, or one that names all. */
export function headersFor(answer: unknown): Record<string, string> {
  const entries = labelsOf(answer, []).map(label => label.aigc)
  const [first] = entries
  if (!first) return {}
  const ids = [...new Set(entries.map(entry => entry.ProduceID))].slice(0, mostNamed).join(',')
  return { [labelHeader]: entryText({ ...first, ProduceID: ids, PropagateID: ids }) }
}

/** Routes whose answers say in a header, too, that AI output is in them: no route can forget it. */
export function withLabels<Caller>(routes: readonly Route<Caller>[]): Route<Caller>[] {
  return routes.map(route =>
    typeof route.response !== 'string' && holdsLabel(route.response)
      ? { ...route, headers: headersFor }
      : route,
  )
}
