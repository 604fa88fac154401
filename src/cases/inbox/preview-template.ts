import type { CaseLoop } from '../case-loop.ts'
import { checkWords, knownLine } from './edit-template.ts'
import type { TemplateWords } from './outside.contract.ts'
import { fillWords } from './template.rules.ts'
import { valuesOf } from './values.rules.ts'

// Made up, and seen to be: no case of the city has such a code.
const sample = {
  code: '20260101-ABCD-1234',
  urgency: 'normal',
  due_at: new Date('2026-01-09T09:30:00Z'),
}
const subjects = { zh: '路灯不亮', en: 'A street lamp is out' }
const own = { score: 2, count: 120, service: '119' }

/** What a message would say, with made-up values. @throws what saving would throw. */
export async function previewTemplate(
  loop: Pick<CaseLoop, 'city'>,
  act: { template: string; words: TemplateWords },
): Promise<{ words: TemplateWords }> {
  const line = knownLine(act.template)
  checkWords(line, act.words)
  const city = await loop.city.snapshot()
  const department_id = city.departments.find(one => one.active)?.id ?? null
  const filled = (language: 'zh' | 'en') => {
    const facts = { ...sample, department_id, subject: subjects[language] }
    const values = valuesOf(facts, own, { city, language })
    const more = { followUpCode: 'ABCD-1234-EFGH-5678', link: 'https://12345.example/public/follow' }
    return fillWords(act.words[language], { ...values, ...more })
  }
  return { words: { zh: filled('zh'), en: filled('en') } }
}
