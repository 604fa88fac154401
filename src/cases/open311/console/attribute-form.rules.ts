import type { ServiceAttribute } from '#cases/open311/georeport.contract.ts'

/** A question as it stands in the form: its options one a line, and a key of its own for the list on the page. */
export interface AskedForm {
  at: number
  code: string
  description: string
  datatype: ServiceAttribute['datatype']
  required: boolean
  options: string
}

/** What is wrong with a question, by the name of its sentence. */
export type Fault = 'code' | 'twice' | 'question' | 'options'

/** True for kinds that are answered by choosing. */
export const isList = (datatype: string) => /list$/.test(datatype)

/** `key name`, one a line; a line without a name is named by its key. */
export function readOptions(text: string): ServiceAttribute['options'] {
  return text.split('\n').flatMap(line => {
    const [, key, name] = /^(\S+)\s*(.*)$/.exec(line.trim()) ?? []
    return key === undefined ? [] : [{ key, name: name || key }]
  })
}

/** Options as lines. */
export function writeOptions(options: ServiceAttribute['options']): string {
  return options.map(({ key, name }) => (key === name ? key : `${key} ${name}`)).join('\n')
}

/** Questions as the form holds them. */
export function formOf(attributes: readonly ServiceAttribute[]): AskedForm[] {
  return attributes.map(({ options, ...one }, at) => ({ ...one, at, options: writeOptions(options) }))
}

/** Questions as they are sent; options only where one is chosen from. */
export function attributesOf(form: readonly AskedForm[]): ServiceAttribute[] {
  return form.map(({ code, description, datatype, required, options }) => ({
    code: code.trim(),
    description: description.trim(),
    datatype,
    required,
    options: isList(datatype) ? readOptions(options) : [],
  }))
}

/** What is wrong, question by question. */
export function faultsOf(form: readonly AskedForm[]): Fault[][] {
  const sent = attributesOf(form)
  return sent.map(one => {
    const keys = one.options.map(option => option.key)
    const faults: [Fault, boolean][] = [
      ['code', !/^[A-Za-z0-9_.-]{1,60}$/.test(one.code)],
      ['twice', sent.filter(other => other.code === one.code).length > 1],
      ['question', one.description === ''],
      ['options', isList(one.datatype) && (keys.length === 0 || new Set(keys).size < keys.length)],
    ]
    return faults.flatMap(([fault, wrong]) => (wrong ? [fault] : []))
  })
}

/** The list with one question moved up or down; the same list at its ends. */
export function moved<One>(list: readonly One[], from: number, by: -1 | 1): One[] {
  const to = from + by
  const next = [...list]
  const [one, other] = [next[from], next[to]]
  if (one === undefined || other === undefined) return next
  next[from] = other
  next[to] = one
  return next
}
