import type { Report } from '#base/index.ts'
import type { SeededDemo } from './seed-demo.ts'

/** Administrators made in this start; `given` when the operator chose their password. */
export interface FirstAdministrators {
  accounts: readonly string[]
  password: string
  given: boolean
}

const shown = [
  'seat',
  'dispatcher',
  'handler',
  'department-lead',
  'citizen',
  'ai-engineer',
  'data-steward',
  'analyst',
]

/**
 * Shows what is shown once. To be called as soon as it is stored: a start that ends before it serves (a port in use,
 * Ctrl + C while the demo city is filled) must not take the only passwords with it.
 */
export function sayAdministrators(administrators: FirstAdministrators | undefined, report: Report): void {
  if (!administrators) return
  const password = administrators.given ? '(as given)' : administrators.password
  report(
    `Administrators (shown once, to be changed at first sign-in): ${administrators.accounts.join('  ')}  password ${password}`,
  )
}

/** Shows the accounts of a demo city seeded in this start; as soon as it is, for the same reason. */
export function sayDemo(seeded: SeededDemo | undefined, report: Report): void {
  if (!seeded?.password) return
  report(
    '\n演示城市 青岚市（虚构，人员与工单均为生成）· Demo city Qinglan (fictional; people and cases are generated)',
  )
  const accounts = shown.map(role => seeded.accounts[role]).filter(Boolean)
  report(`  accounts  ${accounts.join('  ')}`)
  report(`  password  ${seeded.password}   (shown once; new one: npx chengshu user password --account …)`)
  report('  guide     /guide   (五步走通主流程 · the main job in five steps)')
}

/** Tells the operator where the product is, and what to do next where there is no department yet. */
export function sayWelcome(
  { address, hasCity }: { address: string; hasCity: boolean },
  report: Report,
): void {
  report(`\n城枢 Chengshu   ${address}\n`)
  if (hasCity) return
  report('尚无城市数据 · There is no city yet. Sign in as an administrator to set it up, or run')
  report('  npx chengshu seed                  the fictional demo city')
  report('  npx chengshu seed --example FILE   a city file to edit, then: npx chengshu seed --in FILE')
  report('  npx chengshu user create --help    people of your own\n')
}
