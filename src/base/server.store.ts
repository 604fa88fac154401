import pg from 'pg'

/** The server's version as PostgreSQL counts it: 150004 is 15.4. @throws the driver's error when it is not reached. */
export async function readServerVersion(connection: pg.ClientConfig): Promise<number> {
  const client = new pg.Client({ connectionTimeoutMillis: 10_000, ...connection })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number }>(
      "select current_setting('server_version_num')::int as version",
    )
    return rows[0]!.version
  } finally {
    await client.end().catch(() => undefined)
  }
}
