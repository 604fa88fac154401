import type { RedteamReport } from '#kernel/index.ts'

type Rate = RedteamReport['caught']
const percent = (value: number) => `${(value * 100).toFixed(1)}%`

function rateWords(rate: Rate | null): string {
  if (!rate || rate.share === null) return '-'
  return `${percent(rate.share)} (${rate.hits}/${rate.total}, ${percent(rate.low)}-${percent(rate.high)})`
}

/** Lines with columns of equal width; Chinese does not occur in them. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map(row => row[at]!.length)))
  return rows.map(row =>
    row
      .map((cell, at) => cell.padEnd(widths[at]!))
      .join('  ')
      .trimEnd(),
  )
}

function splitRows(name: string, rows: RedteamReport['families']): string[][] {
  return [
    [name, 'caught', 'false alarms', 'changed the advice'],
    ...rows.map(one => [one.key, rateWords(one.caught), rateWords(one.alarmed), rateWords(one.changed)]),
  ]
}

/** What a run found, for the terminal: shares with counts and 95 % Wilson intervals. */
export function redteamTable(found: RedteamReport): string[] {
  const { target, reported } = found
  const version = [target.version, target.modelVersion].filter(one => one !== null).join(', model ')
  const named = version === '' ? target.id : `${target.id} ${version}`
  return [
    `Red team against ${named}, seed ${found.seed}; 95% Wilson intervals`,
    ...found.suites.map(
      one =>
        `  ${one.suite} v${one.version}: ${one.attacks} attacks, ${one.controls} benign (${one.licence})`,
    ),
    '',
    ...columns([
      ['caught', rateWords(found.caught)],
      ['false alarms', rateWords(found.alarmed)],
      ...(found.changed
        ? [
            ['uncaught attacks that changed the advice', rateWords(found.changed)],
            ['benign texts that changed it', rateWords(found.changedByControls)],
          ]
        : []),
      ...(reported.total > 0
        ? [
            [
              'sentences of upheld alarms',
              `${reported.total - reported.failed.length} of ${reported.total} as ruled`,
            ],
          ]
        : []),
    ]),
    '',
    ...columns(splitRows('family', found.families)),
    '',
    ...columns(splitRows('language', found.languages)),
    '',
    ...columns(splitRows('way in', found.channels)),
    '',
    ...columns([
      ['OWASP', 'item', '', ''],
      ...found.owasp.map(one => [one.year, one.item, one.title.en, one.because?.en ?? rateWords(one.caught)]),
    ]),
  ]
}
