import type pg from 'pg'

/**
 * How to reach one database in its two roles. `owner` migrates; `application` is what the product runs as and cannot
 * alter history. `superuser` exists on the embedded server only (maintenance, and copies of databases in tests).
 */
export interface Connections {
  owner: pg.ClientConfig
  application: pg.ClientConfig
  superuser?: pg.ClientConfig
}

/** Shown in pg_stat_activity, so that an operator sees which process holds a connection. */
export const applicationName = `chengshu ${process.pid}`

/** Takes one line of progress for the terminal. */
export type Report = (line: string) => void
