import type { CatalogueError, Document, Failed } from '#base/index.ts'
import { sentenceOf } from '#base/index.ts'
import { type Format, formats } from './georeport.contract.ts'
import { open311Error } from './open311.errors.ts'
import { type Node, writeXml } from './xml.rules.ts'

const contentTypes: Record<Format, string> = {
  xml: 'text/xml; charset=utf-8',
  json: 'application/json; charset=utf-8',
}

/** An answer in the form that was asked for; `root` names the element that XML needs. */
export function render(format: Format, root: string, node: Node): Document {
  const body = format === 'xml' ? writeXml(root, node) : JSON.stringify(node)
  return { document: true, contentType: contentTypes[format], body }
}

/** The form a path ends with; XML for any other. */
export function formatOf(path: string): Format {
  return formats.find(format => path.endsWith(`.${format}`)) ?? 'xml'
}

/** Id and form of `lamp.xml`. @throws cases.unknown-service-request for another ending */
export function readFile(file: string): { id: string; format: Format } {
  const [, id, ending] = /^(.+)\.([a-z]+)$/.exec(file) ?? []
  const format = formats.find(one => one === ending)
  if (id === undefined || !format)
    throw open311Error('cases.unknown-service-request', { request: file.slice(0, 80) })
  return { id, format }
}

/** A failure as GeoReport tells it: a code, which is that of HTTP, and a sentence. */
export function renderFailure(error: CatalogueError, { path, language }: Failed): Document {
  const { status } = error.entry
  const errors = [{ code: status, description: sentenceOf(error, language) }]
  return { ...render(formatOf(path), 'errors', errors), status }
}
