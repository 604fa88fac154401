import pg from 'pg'

/** A connection of its own that hears one channel. */
export interface Channel {
  /** Calls for every notice. */
  onNotice(hear: () => void): void
  /** Resolves when the connection is gone. */
  gone: Promise<void>
  /** Asks the server whether it is there. Rejects after five seconds without an answer. */
  ask(): Promise<void>
  /** Lets go of the connection at once; a peer that does not answer is not waited for. */
  drop(): void
}

const patience = 5000

/** Opens a channel. Rejects when the server does not answer within five seconds. */
export async function openChannel(connection: pg.PoolConfig, channel: string): Promise<Channel> {
  const client = new pg.Client({
    ...connection,
    connectionTimeoutMillis: patience,
    query_timeout: patience,
    keepAlive: true,
  })
  const gone = new Promise<void>(done => client.once('end', () => done()))
  // Before connecting: a connection that breaks without a listener would end the process.
  client.on('error', () => undefined)
  const drop = () => {
    client.connection.stream.destroy()
    void client.end().catch(() => undefined)
  }
  try {
    await client.connect()
    await client.query(`listen ${client.escapeIdentifier(channel)}`)
  } catch (cause) {
    drop()
    throw cause
  }
  return {
    onNotice: hear => void client.on('notification', hear),
    gone,
    ask: async () => void (await client.query('select 1')),
    drop,
  }
}
