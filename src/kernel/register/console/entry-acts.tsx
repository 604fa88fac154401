import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useDepartments } from '#console/kit/city.ts'
import { nameIn, useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { filingActs, type RegisterDetail, stages } from '../register.contract.ts'
import { useRegisterActs } from './register-calls.ts'

interface Props {
  of: RegisterDetail
}

/** The draft that waits: what is wanting in it, and the second person's word. */
export function ApprovePanel({ of }: Props) {
  const { t } = useWords()
  const { approve } = useRegisterActs(of.record.algorithm.id)
  const { draft } = of
  if (!draft) return null
  const { version, revision, gaps } = draft
  return (
    <div className="stack-tight">
      <p>
        {t('register:draft-waits', { version, by: of.people[draft.writtenBy] ?? draft.writtenBy })}{' '}
        {gaps.length > 0 && <span className="field-error">{t('register:gaps', { count: gaps.length })}</span>}
      </p>
      <Button
        type="primary"
        disabled={gaps.length > 0}
        loading={approve.isPending}
        onClick={() => approve.mutate({ version, revision })}
      >
        {t('register:approve')}
      </Button>
      {approve.error && <ProblemNotice error={approve.error} />}
    </div>
  )
}

/** Where it works from now on. */
export function StagePanel({ of }: Props) {
  const { t, language } = useWords()
  const { begin } = useRegisterActs(of.record.algorithm.id)
  const all = useDepartments() ?? []
  const [stage, setStage] = useState<(typeof stages)[number]>('pilot')
  const [departments, setDepartments] = useState<string[]>([])
  const open = of.record.algorithm.byDepartment ? stages : (['everywhere'] as const)
  const wanted = of.record.algorithm.byDepartment ? stage : 'everywhere'
  const ready = wanted === 'everywhere' || departments.length > 0
  return (
    <div className="stack-tight">
      <div className="filters">
        <Select
          aria-label={t('register:column.stage')}
          value={wanted}
          onChange={setStage}
          options={open.map(value => ({ value, label: t(`register:stage.${value}`) }))}
        />
        {wanted !== 'everywhere' && (
          <Select
            mode="multiple"
            aria-label={t('register:departments')}
            placeholder={t('register:departments')}
            style={{ minWidth: 240 }}
            value={departments}
            onChange={setDepartments}
            optionFilterProp="label"
            options={all.map(one => ({ value: one.id, label: nameIn(language, one) }))}
          />
        )}
        <Button
          disabled={!ready}
          loading={begin.isPending}
          onClick={() =>
            begin.mutate({ stage: wanted, departments: wanted === 'everywhere' ? [] : departments })
          }
        >
          {t('register:begin')}
        </Button>
      </div>
      {begin.error && <ProblemNotice error={begin.error} />}
    </div>
  )
}

/** Takes the algorithm off the register, with a reason. */
export function EndPanel({ of }: Props) {
  const { t } = useWords()
  const { end } = useRegisterActs(of.record.algorithm.id)
  const [reason, setReason] = useState('')
  return (
    <div className="stack-tight">
      <div className="filters">
        <Input
          aria-label={t('register:reason')}
          placeholder={t('register:reason')}
          value={reason}
          maxLength={500}
          onChange={event => setReason(event.target.value)}
        />
        <Button
          danger
          disabled={reason.trim().length < 2}
          loading={end.isPending}
          onClick={() => end.mutate({ reason: reason.trim() }, { onSuccess: () => setReason('') })}
        >
          {t('register:end')}
        </Button>
      </div>
      {end.error && <ProblemNotice error={end.error} />}
    </div>
  )
}

/** What was told to the filing system, what is due, and the pack. */
export function FilingPanel({ of, may }: Props & { may: boolean }) {
  const { t } = useWords()
  const { id } = of.record.algorithm
  const { file } = useRegisterActs(id)
  const [act, setAct] = useState<(typeof filingActs)[number]>('filed')
  const [on, setOn] = useState('')
  const [number, setNumber] = useState('')
  return (
    <div className="stack-tight">
      <ul className="plain-list">
        {of.due.map(one => (
          <li key={one.act} className={one.overdue ? 'field-error' : ''}>
            {t('register:filing-due', { act: t(`register:filing.${one.act}`), due: one.due })}
          </li>
        ))}
        {of.filings.map(one => (
          <li key={`${one.act} ${one.on} ${one.number}`}>
            {t(`register:filing.${one.act}`)} {one.on} {one.number}
          </li>
        ))}
      </ul>
      {of.record.content !== null && (
        <p>
          <a className="linklike" href={`/api/register/${encodeURIComponent(id)}/filing-pack`} download>
            {t('register:filing-pack')}
          </a>
        </p>
      )}
      {may && (
        <div className="filters">
          <Select
            aria-label={t('register:filing-act')}
            value={act}
            onChange={setAct}
            options={filingActs.map(value => ({ value, label: t(`register:filing.${value}`) }))}
          />
          <Input
            aria-label={t('register:filing-day')}
            type="date"
            value={on}
            onChange={event => setOn(event.target.value)}
          />
          <Input
            aria-label={t('register:filing-number')}
            placeholder={t('register:filing-number')}
            value={number}
            maxLength={60}
            onChange={event => setNumber(event.target.value)}
          />
          <Button
            disabled={on === '' || number.trim() === ''}
            loading={file.isPending}
            onClick={() =>
              file.mutate({ act, on, number: number.trim() }, { onSuccess: () => setNumber('') })
            }
          >
            {t('register:record-filing')}
          </Button>
        </div>
      )}
      {file.error && <ProblemNotice error={file.error} />}
    </div>
  )
}
