import type { z } from 'zod'
import { added } from '#cases/attachments.contract.ts'
import { RequestProblem } from '#console/kit/client.ts'
import { toProblem, unexpectedAnswer, unreachable } from '#console/kit/problem.rules.ts'

interface Sending {
  path: string
  uploadId: string
  file: File
  onProgress(share: number): void
}

// fetch does not say how much of a body has gone out; XMLHttpRequest does.
/** Sends one file. Sent again with the same id it is the same attachment. @throws RequestProblem */
export function sendFile({ path, uploadId, file, onProgress }: Sending): Promise<z.infer<typeof added>> {
  const { promise, resolve, reject } = Promise.withResolvers<z.infer<typeof added>>()
  const request = new XMLHttpRequest()
  const form = new FormData()
  form.append('file', file)
  request.open('POST', `${path}?uploadId=${uploadId}`)
  request.setRequestHeader('accept', 'application/json')
  request.setRequestHeader('accept-language', document.documentElement.lang)
  request.upload.onprogress = event => event.lengthComputable && onProgress(event.loaded / event.total)
  request.onerror = () => reject(new RequestProblem(toProblem(0, { code: unreachable })))
  request.onload = () => {
    let body: unknown = null
    try {
      body = JSON.parse(request.responseText)
    } catch {
      // A proxy answered with a page of its own: the status says enough.
    }
    const read = added.safeParse(body)
    if (request.status < 200 || request.status >= 300)
      reject(new RequestProblem(toProblem(request.status, body)))
    else if (read.success) resolve(read.data)
    else reject(new RequestProblem(toProblem(request.status, { code: unexpectedAnswer })))
  }
  request.send(form)
  return promise
}
