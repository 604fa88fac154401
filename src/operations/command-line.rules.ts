import { parseArgs } from 'node:util'
import { operationsError } from './operations.errors.ts'

interface Option {
  type: 'string' | 'boolean'
  means: string
}

interface Verb {
  /** Words after the verb, `?` at the end of those that may be left out. */
  words: readonly string[]
  options: Readonly<Record<string, Option>>
  does: string
}

const file = (means: string): Option => ({ type: 'string', means })

/** Every verb of the command line. `--json` (machine output on stdout) and `--help` go with each. */
export const verbs = {
  start: { words: [], options: {}, does: 'start the server (what `npm start` runs)' },
  migrate: { words: [], options: {}, does: 'bring the database to this release' },
  seed: {
    words: [],
    options: {
      in: file('JSON file of a city of your own: regions, departments, categories, duties'),
      example: file('write the demo city as such a file, to be edited'),
    },
    does: 'fill an empty database with a city: your own, or the fictional demo city',
  },
  import: {
    words: ['FILE'],
    options: {
      mapping: file('JSON file that says which column is what; guessed from the headings unless given'),
      'dry-run': { type: 'boolean', means: 'check every row, write nothing' },
      rejected: file('where to write the rejected rows with their reasons (CSV)'),
      as: file('account in whose name it is imported; the command line itself unless given'),
    },
    does: 'import cases from CSV, JSONL or XLSX',
  },
  train: {
    words: ['TASK'],
    options: {
      in: file('JSONL rows {"id","text","label"}; the city\'s own settled cases unless given'),
      activate: { type: 'boolean', means: 'put the new model into use at once (recorded)' },
    },
    does: 'train a model: cases.classify or cases.dispatch',
  },
  evaluate: {
    words: ['TASK'],
    options: {
      in: file('JSONL rows {"id","text","label"}'),
      model: file('model version; the newest unless given'),
    },
    does: 'measure a model on labelled rows',
  },
  predict: {
    words: ['TASK'],
    options: {
      in: file('JSONL rows {"id","text"}'),
      out: file('where the answers go, one line a row'),
      model: file('model version; the newest unless given'),
    },
    does: 'classify rows',
  },
  token: {
    words: ['create|list|revoke'],
    options: {
      person: file('account'),
      name: file('what the token is for'),
      days: file('days until it expires; 90 unless given'),
      id: file('token to revoke'),
    },
    does: 'make, list or revoke bearer tokens',
  },
  user: {
    words: ['create|list|password|deactivate'],
    options: {
      account: file('account'),
      name: file('name'),
      roles: file('roles, separated by commas'),
      department: file('department id'),
      regions: file('region ids, separated by commas'),
      level: file('L1 to L4'),
    },
    does: 'create, list or deactivate people, or give a new password',
  },
  guard: {
    words: ['scan'],
    options: {
      in: file('JSONL rows {"id","text"}'),
      out: file('where the results go, one line a row: level, findings, masked text, attack'),
      all: { type: 'boolean', means: 'birth dates, military, medical and money facts too' },
    },
    does: 'find identities and attacks in texts; needs no server and no database',
  },
  label: {
    words: ['check', 'FILE'],
    options: { declared: { type: 'boolean', means: 'whoever handed it in said that a machine made it' } },
    does: 'read the labels of AI content in a file; needs no server and no database',
  },
  doctor: { words: [], options: {}, does: 'examine the installation and advise' },
  redteam: {
    words: [],
    options: {
      against: file('guard, or the id of an algorithm; the guard alone, without a database, unless given'),
      suite: file('further suites, JSONL files separated by commas (docs/red-team.md)'),
      family: file('only these families, separated by commas'),
      language: file('only zh or en'),
      seed: file('number that fixes what is drawn by chance; 1 unless given'),
      with: file("JSON of the fields of the input that are not people's words"),
      report: file('where to write the report as Markdown'),
      'least-caught': file('exit code 4 when a smaller share of attacks is caught, e.g. 0.8'),
      'most-alarms': file('exit code 4 when a larger share of benign texts is stopped, e.g. 0.01'),
      content: { type: 'boolean', means: 'the content assessment of a generative provider instead' },
      provider: file('with --content: the provider to be assessed'),
      bank: file('with --content: further question banks, JSONL files separated by commas'),
      sheet: file('with --content: where to write the answers for people to judge'),
      verdicts: file('with --content: the sheet with the verdicts of people'),
    },
    does: 'attack the guard or an algorithm with suites of texts, or assess the content of a provider',
  },
  backup: {
    words: [],
    options: {
      out: file('folder that the encrypted archive is written to, or s3'),
      recipient: file('age1…: the public key it is made for; CHENGSHU_BACKUP_RECIPIENT unless given'),
      keep: file('how many of the newest archives stay in the folder; all unless given'),
      verify: file('prove that this archive restores, in a database of its own'),
      key: file('key file that opens the archive; CHENGSHU_BACKUP_KEY unless given'),
      'new-key': file('make a key file instead, and print its public key'),
    },
    does: 'back up the database and its files, beside a running server',
  },
  restore: {
    words: [],
    options: {
      in: file('archive to restore: a file, s3:NAME or s3:newest'),
      key: file('key file that opens it; CHENGSHU_BACKUP_KEY unless given'),
      replace: file('N-entries: put it in the place of a database that is not empty (the refusal tells N)'),
    },
    does: 'restore a backup into an empty database and data folder',
  },
  keys: {
    words: ['list|rotate|rewrap?'],
    options: {
      to: file('what wraps the data keys from now on (rewrap): a key file, made if it is not there, or kms'),
    },
    does: 'list the keys that stored content is sealed with, make a new one, or change the master key',
  },
  ledger: {
    words: ['verify|prove|rotate|resume|witness', 'DECISION?'],
    options: {
      since: file('checkpoint kept earlier (verify): only what came after it is read again'),
      seen: file('checkpoint that somebody else kept (verify): is it part of this log?'),
      out: file('where the proof goes (prove), to be verified by bin/verify-proof.mjs'),
      purpose: file('what the content is taken out for (prove): audit, objection, quality, incident'),
      end: file('key that signs no more (rotate), or witness that is asked no more (witness)'),
      url: file('address of a witness to be asked from now on (witness)'),
      key: file('key that the witness printed when it started (witness)'),
      reason: file('why the log goes on under a new name (resume)'),
    },
    does: 'verify the ledger, prove a decision, change the key, add a witness, or sign on after a restore',
  },
  incident: {
    words: ['drill|end-drill'],
    options: {
      'leave-open': {
        type: 'boolean',
        means: 'leave the incidents of the drill open, for people to go through',
      },
    },
    does: 'plant a drill of every detection rule, marked as such, and tell what was found after how long',
  },
  breaker: {
    words: ['drill'],
    options: {},
    does: 'inject faults into the AI of a demo city of its own, and tell whether the breaker did what it has to',
  },
  witness: {
    words: [],
    options: {
      name: file('name of the witness in its signatures, e.g. audit.city.example'),
      folder: file('where its key and what it saw are kept'),
      log: file('keys of the logs that it watches (GET /api/ledger/keys), separated by commas'),
      port: file('4600 unless given'),
      host: file('address to listen on; 127.0.0.1 unless given'),
    },
    does: 'run a witness of the ledger of another node; needs no database',
  },
  move: {
    words: [],
    options: { to: file('postgres://… of an empty database, 15 or newer') },
    does: 'copy the database to a server, compared table by table',
  },
} as const satisfies Record<string, Verb>

export type VerbName = keyof typeof verbs

export interface Command {
  verb: VerbName
  words: string[]
  options: Record<string, string | boolean | undefined>
  json: boolean
  help: boolean
}

/** One line for a verb as it is typed. */
export function usageOf(name: VerbName): string {
  const verb: Verb = verbs[name]
  const options = Object.entries(verb.options).map(([option, { type }]) =>
    type === 'boolean' ? `[--${option}]` : `[--${option} …]`,
  )
  return ['chengshu', name, ...verb.words, ...options, '[--json]'].join(' ')
}

/** The whole help, or that of one verb. */
export function helpText(name?: VerbName): string {
  if (!name) {
    const lines = (Object.keys(verbs) as VerbName[]).map(verb => `  ${verb.padEnd(10)} ${verbs[verb].does}`)
    return [
      'chengshu <verb> [options]',
      '',
      ...lines,
      '',
      'chengshu <verb> --help tells the options of one.',
    ].join('\n')
  }
  const verb: Verb = verbs[name]
  const lines = Object.entries(verb.options).map(([option, { means }]) => `  --${option.padEnd(10)} ${means}`)
  return [`${usageOf(name)}`, '', `  ${verb.does}`, ...(lines.length > 0 ? ['', ...lines] : [])].join('\n')
}

/** Whether the whole help is asked for: `chengshu --help`, `-h`, `help`. */
export function asksForHelp(argv: readonly string[]): boolean {
  return ['--help', '-h', 'help'].includes(argv[0] ?? '')
}

/**
 * Reads a command line (without node and script).
 * @throws operations.unknown-verb, operations.wrong-arguments with the usage of the verb.
 */
export function readCommand(argv: readonly string[]): Command {
  const [name = '', ...rest] = argv
  if (!Object.hasOwn(verbs, name))
    throw operationsError('operations.unknown-verb', { verb: name, help: helpText() })
  const verb = name as VerbName
  const known: Verb = verbs[verb]
  const options = Object.fromEntries(
    Object.entries(known.options).map(([option, { type }]) => [option, { type }]),
  )
  try {
    const { values, positionals } = parseArgs({
      args: [...rest],
      options: { ...options, json: { type: 'boolean' }, help: { type: 'boolean' } },
      allowPositionals: true,
    })
    const { json = false, help = false, ...given } = values as Record<string, string | boolean | undefined>
    const least = known.words.filter(word => !word.endsWith('?')).length
    if (!help && (positionals.length < least || positionals.length > known.words.length))
      throw new TypeError(`${known.words.length} words expected`)
    return { verb, words: positionals, options: given, json: json === true, help: help === true }
  } catch (error) {
    throw operationsError('operations.wrong-arguments', {
      problem: error instanceof Error ? error.message : String(error),
      usage: usageOf(verb),
    })
  }
}

/** The value of an option that must be there. @throws operations.wrong-arguments */
export function required(command: Command, option: string): string {
  const value = command.options[option]
  if (typeof value === 'string' && value !== '') return value
  throw operationsError('operations.wrong-arguments', {
    problem: `--${option} is missing`,
    usage: usageOf(command.verb),
  })
}
