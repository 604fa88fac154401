import { App, Button, DatePicker, Form, Radio } from 'antd'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn.js'
import { useState } from 'react'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useSession } from '#console/kit/session.ts'
import { type AbsenceKind, absenceKinds, type DeskPeople } from '../assignment.contract.ts'
import { useEnterAbsence } from './desk-calls.ts'
import { PeopleSelect } from './person-select.tsx'

/** Enters a leave or a delegation with who stands in. */
export function AbsenceForm({ desk }: { desk: DeskPeople }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const { personId } = useSession()
  const enter = useEnterAbsence()
  const [kind, setKind] = useState<AbsenceKind>('leave')
  // Whoever leads from above is not of this desk.
  const isOfDesk = desk.people.some(one => one.personId === personId)
  const [person, setPerson] = useState<string | null>(isOfDesk ? personId : null)
  const [substitute, setSubstitute] = useState<string | null>(null)
  const [period, setPeriod] = useState<[string, string]>([desk.today, desk.today])
  const [tried, setTried] = useState(false)
  const missing = (value: string | null) => (tried && !value ? t('cases:fault.needed') : undefined)
  const send = () => {
    setTried(true)
    if (!person || !substitute || enter.isPending) return
    const [starts, ends] = period
    enter.mutate(
      { kind, departmentId: desk.departmentId, personId: person, substituteId: substitute, starts, ends },
      {
        onSuccess: () => {
          setTried(false)
          setSubstitute(null)
          void message.success(t('assignments:absence.entered'))
        },
      },
    )
  }
  return (
    <Form component={false}>
      <form
        className="stack-tight"
        onSubmit={event => {
          event.preventDefault()
          send()
        }}
      >
        {enter.error && <ProblemNotice error={enter.error} kept />}
        <Radio.Group
          value={kind}
          aria-label={t('assignments:absence.kind')}
          options={absenceKinds.map(one => ({ value: one, label: t(`assignments:absence.${one}`) }))}
          onChange={event => setKind(event.target.value)}
        />
        <p className="small quiet">{t(`assignments:absence.${kind}-note`)}</p>
        <div className="fields" style={{ gridTemplateColumns: 'repeat(auto-fill, minmax(260px, 1fr))' }}>
          <Field label={t('assignments:absence.person')} error={missing(person)}>
            {({ id }) => (
              <PeopleSelect
                id={id}
                desk={desk}
                value={person}
                onChange={chosen => {
                  setPerson(chosen)
                  if (chosen === substitute) setSubstitute(null)
                }}
              />
            )}
          </Field>
          <Field label={t('assignments:absence.substitute')} error={missing(substitute)}>
            {({ id }) => (
              <PeopleSelect
                id={id}
                desk={desk}
                all
                without={person}
                value={substitute}
                onChange={setSubstitute}
              />
            )}
          </Field>
          <Field label={t('assignments:absence.period')}>
            {({ id }) => (
              <DatePicker.RangePicker
                id={{ start: id, end: `${id}-end` }}
                aria-label={t('assignments:absence.period')}
                allowClear={false}
                value={[dayjs(period[0]), dayjs(period[1])]}
                onChange={range =>
                  range?.[0] &&
                  range[1] &&
                  setPeriod([range[0].format('YYYY-MM-DD'), range[1].format('YYYY-MM-DD')])
                }
              />
            )}
          </Field>
        </div>
        <div>
          <Button type="primary" htmlType="submit" loading={enter.isPending}>
            {t('assignments:absence.enter')}
          </Button>
        </div>
      </form>
    </Form>
  )
}
