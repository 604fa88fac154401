import { Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import type { CalendarDay } from '#city/calendar.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useEditDay } from './city-calls.ts'

// A radio's value in the page is always a string.
const meanings = { true: true, false: false, null: null }

/** States whether offices work on a day, or gives it back to the announced holidays. */
export function DayDialog({ of, onClose }: { of: CalendarDay; onClose(): void }) {
  const { t } = useWords()
  const [workday, setWorkday] = useState<boolean | null>(of.source === 'edited' ? of.workday : !of.workday)
  const [name, setName] = useState(of.source === 'edited' ? of.name : '')
  const edit = useEditDay()
  const send = () =>
    edit.mutate({ date: of.date, workday, name: workday === null ? '' : name }, { onSuccess: onClose })
  return (
    <Modal
      open
      title={[of.date, of.name].filter(Boolean).join(' · ')}
      okText={t('city:save')}
      okButtonProps={{ loading: edit.isPending }}
      onOk={send}
      onCancel={onClose}
    >
      <div className="stack-tight">
        <p className="quiet">{t('city:calendar.edit-note')}</p>
        {edit.error && <ProblemNotice error={edit.error} kept />}
        <Radio.Group
          vertical
          value={String(workday)}
          onChange={event => setWorkday(meanings[event.target.value as keyof typeof meanings])}
          options={[
            { value: 'true', label: t('city:calendar.works') },
            { value: 'false', label: t('city:calendar.rests') },
            { value: 'null', label: t('city:calendar.as-announced') },
          ]}
        />
        {workday !== null && (
          <Field label={t('city:field.day-name')}>
            {control => (
              <Input
                {...control}
                maxLength={60}
                value={name}
                onChange={event => setName(event.target.value)}
                onPressEnter={send}
              />
            )}
          </Field>
        )}
      </div>
    </Modal>
  )
}
