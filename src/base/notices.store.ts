import pg from 'pg'

/** Opens a connection of its own that hears one channel. Rejects when the server does not answer. */
export async function openChannel(connection: pg.PoolConfig, channel: string): Promise<pg.Client> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000 })
  // Before connecting: a connection that breaks without a listener would end the process.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(`listen ${client.escapeIdentifier(channel)}`)
  } catch (cause) {
    await client.end().catch(() => undefined)
    throw cause
  }
  return client
}
