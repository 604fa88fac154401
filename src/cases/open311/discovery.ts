import type { Node } from './xml.rules.ts'

/** When what is said here last changed. */
const changeset = '2026-11-22T00:00:00Z'

/** Where the interface is: GeoReport v2, and beside it the updates that FixMyStreet and others read and send. */
export function discovery(origin: string): Node {
  const url = `${origin}/open311/v2`
  const endpoint = (specification: string) => ({
    specification,
    url,
    changeset,
    type: 'production',
    formats: ['text/xml', 'application/json'],
  })
  return {
    changeset,
    contact: `${origin}/public`,
    key_service: `${origin}/public`,
    endpoints: [
      endpoint('http://wiki.open311.org/GeoReport_v2'),
      endpoint('https://github.com/mysociety/open311-adapter'),
    ],
  }
}
