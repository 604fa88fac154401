import { parentPort, workerData } from 'node:worker_threads'
import { parseParts } from './parse-parts.ts'

parentPort!.postMessage(await parseParts(workerData as Uint8Array))
