import type { Handle } from './database.ts'

/** Something of a room that operators watch: read from the database when it is asked for. Labels hold names, never content. */
export interface RoomGauge {
  /** As Prometheus names it, with `chengshu_` before it. */
  name: string
  help: string
  labels: readonly string[]
  read(handle: Handle): Promise<{ labels: Readonly<Record<string, string>>; value: number }[]>
}
