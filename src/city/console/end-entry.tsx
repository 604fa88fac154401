import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import type { Named } from '#city/entry.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { nameIn, useWords } from '#console/kit/language.ts'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { DateField } from './date-field.tsx'
import { type EntryPath, useEndEntry, useEntryUse } from './entry-calls.ts'
import { type PathEntry, PathSelect } from './path-select.tsx'

interface Props {
  path: EntryPath
  of: { id: string; version: number; validTo: string | null }
  /** What may take the place of a category; not asked for a region. */
  successors?: readonly PathEntry[]
  /** True of those that can be chosen; the others only say where they lie. */
  maySucceed?(id: string): boolean
}

function NameList({ title, of }: { title: string; of: readonly Named[] }) {
  const { language } = useWords()
  if (of.length === 0) return null
  return (
    <details open={of.length <= 12}>
      <summary>{title}</summary>
      <ul className="plain-list">
        {of.map(one => (
          <li key={one.id}>{nameIn(language, one)}</li>
        ))}
      </ul>
    </details>
  )
}

function Uses({ path }: { path: EntryPath }) {
  const { t } = useWords()
  const use = useEntryUse(path)
  if (use.error) return <ProblemNotice error={use.error} retry={() => void use.refetch()} />
  if (!use.data) return <Loading rows={3} />
  const { parts, departments, duties, openCases, people } = use.data
  return (
    <div className="stack-tight" role="status">
      <NameList title={t('city:use.parts', { value: parts.length })} of={parts} />
      <NameList title={t('city:use.departments', { value: departments.length })} of={departments} />
      <NameList title={t('city:use.duties', { value: duties.length })} of={duties} />
      <p>{t(openCases > 0 ? 'city:use.cases' : 'city:use.no-cases', { value: openCases })}</p>
      {people > 0 && <p>{t('city:use.people', { value: people })}</p>}
    </div>
  )
}

function EndForm({ path, of, successors, maySucceed, onDone }: Props & { onDone(): void }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const [validTo, setValidTo] = useState('')
  const [successorId, setSuccessorId] = useState('')
  const end = useEndEntry(path)
  const send = () => {
    const wanted = { version: of.version, validTo }
    end.mutate(successors ? { ...wanted, successorId: successorId || null } : wanted, {
      onSuccess: () => {
        onDone()
        void message.success(t('city:saved'))
      },
    })
  }
  return (
    <Modal
      open
      title={t('city:end-entry')}
      okText={t('city:end-entry')}
      okButtonProps={{ danger: true, loading: end.isPending, disabled: validTo === '' }}
      onOk={send}
      onCancel={onDone}
    >
      <div className="stack-tight">
        <p>{t('city:end-entry-note')}</p>
        <Uses path={path} />
        <Field label={t('city:field.endsOn')}>
          {control => <DateField {...control} value={validTo} onChange={setValidTo} />}
        </Field>
        {successors && (
          <Field label={t('city:field.successorId')} note={t('city:note.successor')}>
            {control => (
              <PathSelect
                {...control}
                list={successors}
                {...(maySucceed ? { mayChoose: (one: PathEntry) => maySucceed(one.id) } : {})}
                allowClear
                value={successorId}
                onChange={setSuccessorId}
              />
            )}
          </Field>
        )}
        {end.error && <ProblemNotice error={end.error} kept />}
      </div>
    </Modal>
  )
}

/** Takes an end back. */
function TakeBack({ path, of, successors }: Props) {
  const { t } = useWords()
  const back = useEndEntry(path)
  const none = { version: of.version, validTo: null }
  const send = () => back.mutate(successors ? { ...none, successorId: null } : none)
  return (
    <>
      {back.error && <ProblemNotice error={back.error} />}
      <Button loading={back.isPending} onClick={send}>
        {t('city:take-end-back')}
      </Button>
    </>
  )
}

/** Ends a region or a category on a day, having named what depends on it; or takes the end back. */
export function EndEntry(props: Props) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      {props.of.validTo === null ? (
        <Button onClick={() => setOpen(true)}>{t('city:end-entry')}</Button>
      ) : (
        <TakeBack {...props} />
      )}
      {/* Until it says that it is done: what it ended has changed by then. */}
      {open && <EndForm {...props} onDone={() => setOpen(false)} />}
    </>
  )
}
