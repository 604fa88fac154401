import type { KeyRing } from '#base/vault/key-ring.ts'

const common = { cipher: 'aes-256-gcm', inUseFrom: new Date('2026-01-01T00:00:00Z') } as const

/** Keys for tests, the same in every process of a run. They protect nothing. */
export const testKeys: KeyRing = {
  keys: [
    {
      id: '00000001',
      purpose: 'content',
      secret: Buffer.alloc(32, 'test content'),
      ...common,
    },
    {
      id: '00000002',
      purpose: 'look-up',
      secret: Buffer.alloc(32, 'test look-up'),
      ...common,
    },
  ],
}
