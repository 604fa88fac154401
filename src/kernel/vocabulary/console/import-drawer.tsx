import { App, Button, Input, Segmented, Select } from 'antd'
import { useRef, useState } from 'react'
import { Field, labelOf } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { FormDrawer, SendForm } from '#console/kit/send-form.tsx'
import { importModes, wordActions } from '#kernel/vocabulary/vocabulary.contract.ts'
import { useImportWords } from './vocabulary-calls.ts'

/** Chooses a file of words and how it is read. The version it makes is not in force by that. */
export function ImportDrawer({ onClose }: { onClose(): void }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const [mode, setMode] = useState<(typeof importModes)[number]>('add')
  const [action, setAction] = useState<(typeof wordActions)[number]>('mark')
  const [category, setCategory] = useState('')
  const [note, setNote] = useState('')
  const send = useImportWords()
  const submit = () =>
    file &&
    send.mutate(
      { file, mode, action, note, ...(category.trim() === '' ? {} : { category }) },
      {
        onSuccess: () => {
          void message.success(t('vocabulary:imported'))
          onClose()
        },
      },
    )
  return (
    <FormDrawer title={t('vocabulary:import')} onClose={onClose}>
      <SendForm
        verb="vocabulary:import-send"
        send={submit}
        pending={send.isPending}
        error={send.error}
        disabled={!file || note.trim().length < 2}
      >
        <p className="quiet small">{t('vocabulary:import-note')}</p>
        <input
          ref={input}
          type="file"
          hidden
          accept=".txt,.csv,.jsonl"
          aria-label={t('vocabulary:file')}
          onChange={event => {
            setFile(event.target.files?.[0] ?? null)
            event.target.value = ''
          }}
        />
        <div className="row">
          <Button onClick={() => input.current?.click()}>{t('vocabulary:file')}</Button>
          <span className="small vocabulary-word">{file?.name ?? t('vocabulary:no-file')}</span>
        </div>
        <Field label={t('vocabulary:mode')}>
          {({ id }) => (
            <Segmented
              block
              aria-labelledby={labelOf(id)}
              value={mode}
              options={importModes.map(value => ({ value, label: t(`vocabulary:modes.${value}`) }))}
              onChange={setMode}
            />
          )}
        </Field>
        <Field label={t('vocabulary:column.category')} note={t('vocabulary:default-note')}>
          {control => (
            <Input
              {...control}
              maxLength={40}
              value={category}
              onChange={event => setCategory(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('vocabulary:column.action')} note={t('vocabulary:default-note')}>
          {control => (
            <Select
              id={control.id}
              value={action}
              options={wordActions.map(value => ({ value, label: t(`vocabulary:action.${value}`) }))}
              onChange={setAction}
            />
          )}
        </Field>
        <Field label={t('vocabulary:note')}>
          {control => (
            <Input
              {...control}
              maxLength={200}
              value={note}
              onChange={event => setNote(event.target.value)}
            />
          )}
        </Field>
      </SendForm>
    </FormDrawer>
  )
}
