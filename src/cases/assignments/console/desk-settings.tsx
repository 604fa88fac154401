import { App, Button, Checkbox, InputNumber, Table, type TableColumnsType, Tag } from 'antd'
import { useState } from 'react'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import type { Colleague, DeskPeople } from '../assignment.contract.ts'
import { useSetDesk } from './desk-calls.ts'
import { rosterOf, rosterRows, toggled } from './roster.rules.ts'

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** The people of a desk with their work, and who is on duty when; the lead sets days and limit. */
export function DeskSettingsTable({ desk }: { desk: DeskPeople }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const set = useSetDesk(desk.departmentId)
  const [roster, setRoster] = useState(() => rosterOf(desk.people))
  const [limit, setLimit] = useState(desk.casesPerPerson)
  // Of what stands in the form: a newer one that comes by itself must not carry this form over somebody else's.
  const [version, setVersion] = useState(desk.version)
  const over = (one: Colleague) => desk.casesPerPerson !== null && one.load >= desk.casesPerPerson
  const columns: TableColumnsType<Colleague> = [
    {
      key: 'name',
      // The days are wider than a phone: whose they are stays in sight.
      fixed: 'start',
      width: 140,
      title: t('assignments:column.person'),
      render: (_, one) => (
        <span className="row" style={{ gap: 4 }}>
          {one.name}
          {one.lead && <Tag variant="outlined">{t('assignments:lead')}</Tag>}
          {one.onLeave && <ToneTag tone="warning">{t('assignments:on-leave')}</ToneTag>}
          {one.onDuty && !one.onLeave && <ToneTag tone="good">{t('assignments:on-duty')}</ToneTag>}
        </span>
      ),
    },
    {
      key: 'load',
      title: t('assignments:column.load'),
      align: 'end',
      width: 88,
      render: (_, one) => (
        <span className="number">
          {one.load}
          {desk.casesPerPerson !== null && <span className="quiet"> / {desk.casesPerPerson}</span>}
          {over(one) && <ToneTag tone="bad">{t('assignments:full')}</ToneTag>}
        </span>
      ),
    },
    ...weekdays.map(weekday => ({
      key: String(weekday),
      title: t(`assignments:weekday.${weekday}`),
      align: 'center' as const,
      width: 56,
      render: (_: unknown, one: Colleague) => (
        <Checkbox
          aria-label={t('assignments:on-duty-when', {
            name: one.name,
            weekday: t(`assignments:weekday.${weekday}`),
          })}
          disabled={!desk.leads}
          checked={roster[one.personId]?.includes(weekday) ?? false}
          onChange={() => setRoster(before => toggled(before, one.personId, weekday))}
        />
      ),
    })),
  ]
  return (
    <div className="stack-tight">
      <Table<Colleague>
        rowKey="personId"
        size="small"
        scroll={{ x: 680 }}
        columns={columns}
        dataSource={desk.people}
        pagination={false}
      />
      {set.error && <ProblemNotice error={set.error} kept />}
      {desk.leads && (
        <div className="row">
          <Field label={t('assignments:limit')} note={t('assignments:limit-note')}>
            {({ id }) => (
              <InputNumber id={id} min={1} max={1000} precision={0} value={limit} onChange={setLimit} />
            )}
          </Field>
          <Button
            type="primary"
            loading={set.isPending}
            onClick={() =>
              set.mutate(
                { version, casesPerPerson: limit, roster: rosterRows(roster) },
                {
                  onSuccess: () => {
                    setVersion(version + 1)
                    void message.success(t('assignments:saved'))
                  },
                },
              )
            }
          >
            {t('assignments:save')}
          </Button>
        </div>
      )}
    </div>
  )
}
