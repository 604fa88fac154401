import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { readConfig } from '#base/index.ts'
import { isConsistent, rootOfInclusion } from './merkle.rules.ts'

// The vectors of transparency-dev/merkle are not part of this repository; they are read where they were laid.
const root = resolve(import.meta.dirname, '../../..')
const near = [
  join(root, '../shared/vectors/rfc6962'),
  join(readConfig().benchDataFolder, '../vectors/rfc6962'),
]
const folder = near.find(one => existsSync(one))

interface Vector {
  leafIdx?: number
  treeSize?: number
  leafHash?: string
  root?: string
  size1: number
  size2: number
  root1?: string
  root2?: string
  proof: string[] | null
  wantErr: boolean
}

const bytes = (text: string | undefined) => Buffer.from(text ?? '', 'base64')

function holds(vector: Vector): boolean {
  const proof = (vector.proof ?? []).map(bytes)
  if (vector.treeSize !== undefined) {
    const found = rootOfInclusion({
      index: vector.leafIdx!,
      size: vector.treeSize,
      leaf: bytes(vector.leafHash),
      proof,
    })
    return found?.equals(bytes(vector.root)) ?? false
  }
  return isConsistent({
    older: { size: vector.size1, root: bytes(vector.root1) },
    newer: { size: vector.size2, root: bytes(vector.root2) },
    proof,
  })
}

test('the 196 published vectors of RFC 6962, false ones included', {
  skip: folder ? false : 'no vectors beside the repository (transparency-dev/merkle testdata)',
}, () => {
  const files = readdirSync(folder!, { recursive: true, encoding: 'utf8' }).filter(one =>
    one.endsWith('.json'),
  )
  assert.equal(files.length, 196)
  for (const file of files) {
    const vector = JSON.parse(readFileSync(join(folder!, file), 'utf8')) as Vector
    assert.equal(holds(vector), !vector.wantErr, file)
  }
})
