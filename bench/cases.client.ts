import { Agent, request } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

/** What the load generator is started with, in a thread of its own as a client is. */
export interface ClientTask {
  port: number
  token: string
  texts: string[]
  seconds: number
  /** Connections that report one after another. */
  clients: number
}

/** What it counted; milliseconds are those of one report. */
export interface ClientResult {
  done: number
  seconds: number
  milliseconds: number[]
}

const { port, token, texts, seconds, clients } = workerData as ClientTask
const agent = new Agent({ keepAlive: true, maxSockets: clients })

function post(body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      authorization: `Bearer ${token}`,
    }
    const sent = request({ agent, port, method: 'POST', path: '/api/cases', headers }, answer => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0))
    })
    sent.on('error', reject).end(body)
  })
}

const began = performance.now()
const milliseconds: number[] = []
let next = 0
async function client(): Promise<void> {
  while (performance.now() - began < seconds * 1000) {
    const body = {
      draftId: crypto.randomUUID(),
      subject: '',
      detail: texts[next++ % texts.length],
      address: null,
      longitude: null,
      latitude: null,
      regionId: null,
      reporter: { name: null, phone: null, anonymous: true },
      channel: 'api',
      nature: 'complaint',
    }
    const sent = performance.now()
    const status = await post(JSON.stringify(body))
    if (status !== 201) throw new Error(`report: ${status}`)
    milliseconds.push(performance.now() - sent)
  }
}
await Promise.all(Array.from({ length: clients }, client))
agent.destroy()
const result: ClientResult = {
  done: milliseconds.length,
  seconds: (performance.now() - began) / 1000,
  milliseconds,
}
parentPort?.postMessage(result)
