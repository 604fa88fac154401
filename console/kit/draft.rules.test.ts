import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clearDrafts, type DraftStorage, readDraft, writeDraft } from './draft.rules.ts'

function storageOf(entries: Record<string, string> = {}) {
  const map = new Map(Object.entries(entries))
  const storage: DraftStorage = {
    getItem: key => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: key => void map.delete(key),
    key: index => [...map.keys()][index] ?? null,
    get length() {
      return map.size
    },
  }
  return { storage, map }
}

test('what was typed comes back', () => {
  const { storage } = storageOf()
  writeDraft(storage, 'intake', { detail: '路灯坏了', phone: '' })
  assert.deepEqual(readDraft(storage, 'intake', { detail: '', phone: '1' }), {
    detail: '路灯坏了',
    phone: '',
  })
  assert.deepEqual(readDraft(storage, 'other', { detail: '' }), { detail: '' })
})

test('fields the form no longer has are dropped, new ones are empty', () => {
  const { storage } = storageOf({ 'chengshu.draft.x': '{"old":1,"detail":"a"}' })
  assert.deepEqual(readDraft(storage, 'x', { detail: '', place: '' }), { detail: 'a', place: '' })
})

test('a broken draft is none', () => {
  for (const text of ['{', 'null', '7', '"a"']) {
    const { storage } = storageOf({ 'chengshu.draft.x': text })
    assert.deepEqual(readDraft(storage, 'x', { detail: 'empty' }), { detail: 'empty' })
  }
})

test('null forgets one draft, clearing forgets all of them and nothing else', () => {
  const { storage, map } = storageOf({
    'chengshu.theme': 'dark',
    'chengshu.draft.a': '{}',
    'chengshu.draft.b': '{}',
    'chengshu.draft.c': '{}',
  })
  writeDraft(storage, 'a', null)
  assert.deepEqual([...map.keys()], ['chengshu.theme', 'chengshu.draft.b', 'chengshu.draft.c'])
  clearDrafts(storage)
  assert.deepEqual([...map.keys()], ['chengshu.theme'])
})

test('a full storage does not stop the typing', () => {
  const full = () => {
    throw new Error('QuotaExceededError')
  }
  const { storage } = storageOf()
  assert.doesNotThrow(() => writeDraft({ ...storage, setItem: full }, 'x', { a: 1 }))
})
