import { Input, Radio } from 'antd'
import { useContext, useState } from 'react'
import { labelOf } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { useSettled } from '#console/kit/use-later.ts'
import { ActedOn } from './acted-on.ts'
import { useCaseOfCode, useRepeatsOf } from './repeat-calls.ts'
import { RepeatCard } from './repeat-card.tsx'

interface Props {
  id?: string
  value: string | null
  onChange(value: string | null): void
}

/** Another case: one of those that may be the same matter, or any by its code. */
export function CaseChoice({ id, value, onChange }: Props) {
  const { t } = useWords()
  const caseId = useContext(ActedOn)
  const likely = useRepeatsOf(caseId).data?.items.filter(one => one.mergeable) ?? []
  const [code, setCode] = useState('')
  const settled = useSettled(code.trim(), 300)
  const typed = useCaseOfCode(settled).data?.items.find(one => one.caseId !== caseId)
  return (
    <div className="stack-tight">
      <Radio.Group
        value={value}
        aria-labelledby={id ? labelOf(id) : undefined}
        onChange={event => onChange(event.target.value)}
        style={{ display: 'grid', gap: 8 }}
      >
        {likely.map(one => (
          <Radio key={one.caseId} value={one.caseId} className="choice-wide">
            <RepeatCard one={one} />
          </Radio>
        ))}
        {typed && !likely.some(one => one.caseId === typed.caseId) && (
          <Radio value={typed.caseId}>
            <span className="number">{typed.code}</span> {typed.subject || typed.excerpt}
          </Radio>
        )}
      </Radio.Group>
      <Input
        id={id}
        value={code}
        placeholder={t('repeats:code-hint')}
        onChange={event => setCode(event.target.value)}
      />
    </div>
  )
}
