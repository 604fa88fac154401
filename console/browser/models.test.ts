import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { openConsole } from './open-console.ts'

// Precise addresses are tokens before anything is learned from: they make no two texts different.
const streets = ['中山路', '解放路', '人民路', '滨河路', '学府路']
const times = [
  '每天清早',
  '一到中午',
  '傍晚下班时',
  '入夜以后',
  '周末整天',
  '下雨天',
  '刮风的时候',
  '放学前后',
]
const moods = [
  '受不了',
  '没法开窗',
  '睡不好觉',
  '孩子直咳嗽',
  '意见很大',
  '希望快点管',
  '说了也没用',
  '已经一个月',
]
const matters = [
  ['青岚市城市管理执法局', '烧烤店占道经营，油烟呛人'],
  ['青岚市生态环境局', '工厂夜里排放刺鼻气味'],
] as const

/** A file of past cases, `count` of each matter; files that begin at other numbers have other texts. */
function pastCases(from: number, count: number): string {
  const rows = matters.flatMap(([department, said], matter) =>
    Array.from({ length: count }, (_, at) => {
      const number = from + at
      const [street, time] = [streets[number % 5], times[Math.floor(number / 5) % 8]]
      const words = `${street}${time}${said}，${moods[Math.floor(number / 40) % 8]}`
      return `P-${matter}-${number},${words},2024-03-05,${department}`
    }),
  )
  return ['编号,反映内容,受理时间,承办单位', ...rows].join('\n')
}

/** Imports a file as the import page does, without its clicks. */
async function importCases(page: Page, content: string): Promise<void> {
  const state = await page.evaluate(async text => {
    const call = async (method: string, path: string, body?: FormData) => {
      const answer = await fetch(`/api/imports${path}`, { method, ...(body ? { body } : {}) })
      return (await answer.json()) as { importId: string; state: string }
    }
    const form = new FormData()
    form.append('file', new File([text], 'past.csv', { type: 'text/csv' }))
    let { importId, state } = await call('POST', '', form)
    await call('POST', `/${importId}/start`)
    do {
      await new Promise(resolve => setTimeout(resolve, 100))
      ;({ state } = await call('GET', `/${importId}`))
    } while (['uploaded', 'queued', 'running'].includes(state))
    return state
  }, content)
  assert.equal(state, 'done')
}

const panelOf = (page: Page) => page.getByRole('region', { name: '派单建议' })

/** Trains in the page, sees it wait or run, and opens the version it made. */
async function train(page: Page): Promise<void> {
  const panel = panelOf(page)
  await panel.getByRole('button', { name: '立即训练' }).click()
  await panel.getByRole('status').waitFor()
  await panel.getByRole('status').waitFor({ state: 'detached' })
  await panel.getByText('上次训练已完成').getByRole('link').click()
  await page.getByRole('heading', { name: '混淆矩阵' }).waitFor()
}

test('one engineer trains, another approves: the new version is measured, compared and put in use', async t => {
  const open = await openConsole(t)
  if (!open) return
  const steward = await open.signIn('data-steward1')
  await importCases(steward, pastCases(0, 40))

  const engineer = await open.signIn('ai-engineer1')
  await engineer.goto(`${open.address}/models`)
  await panelOf(engineer).getByText('还没有在用的模型').waitFor()
  await train(engineer)
  await engineer.getByText('在用', { exact: true }).waitFor()

  await importCases(steward, pastCases(40, 40))
  await engineer.getByRole('link', { name: '← 全部模型' }).click()
  await train(engineer)
  await engineer.getByText('待批准').waitFor()
  await engineer.getByText('由您训练，须由他人批准').waitFor()
  assert.equal(await engineer.getByRole('button', { name: '批准启用' }).count(), 0)
  await engineer.getByRole('row', { name: /^准确率/ }).waitFor()
  await engineer.getByText(/在 80 条双方都没见过的工单上/).waitFor()
  const version = new URL(engineer.url()).pathname.split('/').at(-1) ?? ''

  const other = await open.signIn('ai-engineer2')
  await other.goto(`${open.address}/models/${version}`)
  await other.getByRole('button', { name: '批准启用' }).click()
  const dialog = other.getByRole('dialog', { name: '批准启用' })
  await dialog.getByLabel('备注').fill('数据更多，成绩不差。')
  await dialog.getByRole('button', { name: '批准启用' }).click()
  await other.getByText('在用', { exact: true }).waitFor()
  await other.locator('dd').getByText('数据更多，成绩不差。').waitFor()
  await other.getByRole('link', { name: '← 全部模型' }).click()
  await panelOf(other)
    .getByRole('columnheader', { name: `在用 ${version.slice(0, 8)}` })
    .waitFor()
  assert.deepEqual(open.faults, [])
})

test('an engineer finds a decision, sees who acted on it and that it is intact, and not what the citizen said', async t => {
  const open = await openConsole(t)
  if (!open) return
  const said = '解放路的路灯坏了好几盏，晚上一片漆黑，请派人来修。'
  const seat = await open.signIn('seat1')
  await seat.waitForURL('**/intake')
  await seat.getByLabel('诉求内容').fill(said)
  await seat.locator('.candidate button').first().click()
  await seat.keyboard.press('Control+Enter')
  await seat.locator('.ant-alert-success').waitFor()

  const engineer = await open.signIn('ai-engineer1')
  await engineer.goto(`${open.address}/decisions`)
  await engineer.getByRole('combobox', { name: '算法' }).click()
  await engineer.getByTitle('派单建议').click()
  await engineer.waitForURL('**/decisions?algorithm=*')
  await engineer.getByRole('combobox', { name: '结果' }).click()
  await engineer.getByTitle('运行失败').click()
  await engineer.getByText('还没有决策记录').waitFor()
  await engineer.getByRole('combobox', { name: '结果' }).click()
  await engineer.getByTitle('未下结论').click()
  await engineer.waitForURL('**/decisions?*outcome=abstained*')
  await engineer.getByRole('row', { name: /采纳/ }).getByRole('link').first().click()
  await engineer.getByRole('heading', { name: '存证' }).waitFor()
  await engineer.getByText('seat1').first().waitFor()
  const fact = (name: string) =>
    engineer.locator('dt', { hasText: name }).locator('xpath=following-sibling::dd[1]')
  assert.equal(await fact('发起人').textContent(), 'seat1')
  assert.equal(await fact('内容与承诺值').textContent(), '完好')
  await engineer.getByText('内容高于您的数据级别').waitFor()
  assert.ok(!(await engineer.content()).includes(said))
  assert.deepEqual(open.faults, [])
})
