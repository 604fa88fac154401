/** What a verb of the command line came to. */
export interface Outcome {
  /** Printed on stdout with `--json`. */
  json: unknown
  /** Printed on stdout without it. */
  text: string
  /** 0 unless given. */
  exitCode?: number
}
