import { useEffect, useState } from 'react'
import { newId } from '#console/kit/new-id.ts'
import { refreshAttachments, useLimits } from './attachment-calls.ts'
import { sendFile } from './send-file.ts'
import { bound, changed, nextOf, sortFiles, type Upload, underWay } from './uploads.rules.ts'

/** Files on their way to a case; they may be chosen before the case is there. */
export interface Uploads {
  all: Upload[]
  tooLarge: File[]
  /** Takes files, to be sent to `path` at once where there is one. */
  add(files: readonly File[], path?: string): void
  /** Sends what was chosen for a case that is there now; what arrived with the case before leaves the list. */
  sendAll(path: string): void
  clear(): void
  /** Forgets what was chosen for a case that will not be; what is on its way to one goes on. */
  forgetUnbound(): void
  retry(uploadId: string): void
  drop(uploadId: string): void
}

/** Sends files one after the other: a phone's line carries one well and five badly. */
export function useUploads(): Uploads {
  const limits = useLimits()
  const [all, setAll] = useState<Upload[]>([])
  const [tooLarge, setTooLarge] = useState<File[]>([])
  const next = nextOf(all)
  useEffect(() => {
    if (!next?.path) return
    const { uploadId, path, file } = next
    const set = (part: Partial<Upload>) => setAll(before => changed(before, uploadId, part))
    set({ state: 'sending', share: 0, error: null })
    sendFile({ path, uploadId, file, onProgress: share => set({ share }) }).then(
      () => {
        set({ state: 'done', share: 1 })
        refreshAttachments()
      },
      (error: unknown) => set({ state: 'failed', error }),
    )
  }, [next])
  // What has not gone out is lost with the page: the browser asks.
  const left = underWay(all)
  useEffect(() => {
    if (left === 0) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [left])
  return {
    all,
    tooLarge,
    add: (files, path) => {
      const sorted = sortFiles(files, limits)
      setTooLarge(sorted.tooLarge)
      const made = sorted.fit.map(file => ({
        uploadId: newId(),
        file,
        path: path ?? null,
        state: 'waiting' as const,
        share: 0,
        error: null,
      }))
      setAll(before => [...before, ...made])
    },
    sendAll: path =>
      setAll(before =>
        before.filter(one => one.state !== 'done').map(one => (one.path === null ? { ...one, path } : one)),
      ),
    clear: () => setAll([]),
    forgetUnbound: () => {
      setAll(bound)
      setTooLarge([])
    },
    retry: uploadId => setAll(before => changed(before, uploadId, { state: 'waiting' })),
    drop: uploadId => setAll(before => before.filter(one => one.uploadId !== uploadId)),
  }
}
