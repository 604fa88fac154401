import { App, Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { FormDrawer, SendForm } from '#console/kit/send-form.tsx'
import { type VocabularyWord, wordActions } from '#kernel/vocabulary/vocabulary.contract.ts'
import { useChangeWords } from './vocabulary-calls.ts'

const listed = (text: string) =>
  text
    .split(/[\n,，、]/)
    .map(one => one.trim())
    .filter(one => one !== '')

interface Props {
  /** The version it is made from. */
  version: string
  /** The word that is changed; null for a new one. */
  of: VocabularyWord | null
  onClose(): void
}

/** Puts a word in, changes it or takes it out: each makes a new version. */
export function EditDrawer({ version, of, onClose }: Props) {
  const { t } = useWords()
  const { message } = App.useApp()
  const [word, setWord] = useState(of?.word ?? '')
  const [category, setCategory] = useState(of?.category ?? '')
  const [action, setAction] = useState(of?.action ?? 'mark')
  const [overridable, setOverridable] = useState(of?.overridable ?? true)
  const [onlyWith, setOnlyWith] = useState(of?.onlyWith.join('\n') ?? '')
  const [notWith, setNotWith] = useState(of?.notWith.join('\n') ?? '')
  const [source, setSource] = useState(of?.source ?? '')
  const [note, setNote] = useState('')
  const change = useChangeWords()
  const done = {
    onSuccess: () => {
      void message.success(t('vocabulary:changed'))
      onClose()
    },
  }
  const send = () => {
    const put = {
      word,
      category,
      action,
      overridable,
      onlyWith: listed(onlyWith),
      notWith: listed(notWith),
      source,
    }
    const moved = of && (of.word !== word || of.category !== category)
    change.mutate(
      { basedOn: version, note, put: [put], remove: moved ? [of.word] : [], allow: [], disallow: [] },
      done,
    )
  }
  const field = (
    key: string,
    [value, set]: [string, (value: string) => void],
    more: { note?: string; max: number },
  ) => (
    <Field label={t(`vocabulary:column.${key}`)} {...(more.note ? { note: more.note } : {})}>
      {control => (
        <Input {...control} maxLength={more.max} value={value} onChange={event => set(event.target.value)} />
      )}
    </Field>
  )
  const area = (key: string, value: string, set: (value: string) => void) => (
    <Field label={t(`vocabulary:column.${key}`)} note={t(`vocabulary:${key}-note`)}>
      {control => (
        <Input.TextArea
          {...control}
          autoSize={{ minRows: 1, maxRows: 8 }}
          value={value}
          onChange={event => set(event.target.value)}
        />
      )}
    </Field>
  )
  const takeOut = () =>
    of && change.mutate({ basedOn: version, note, put: [], remove: [of.word], allow: [], disallow: [] }, done)
  const missing = [word, category, source].some(one => one.trim() === '') || note.trim().length < 2
  return (
    <FormDrawer title={t(of ? 'vocabulary:edit' : 'vocabulary:add')} onClose={onClose} focusInside>
      <SendForm
        verb="vocabulary:change-send"
        send={send}
        pending={change.isPending}
        error={change.error}
        disabled={missing}
        beside={
          of && (
            <Button danger disabled={note.trim().length < 2} onClick={takeOut}>
              {t('vocabulary:remove')}
            </Button>
          )
        }
      >
        {field('word', [word, setWord], { max: 64 })}
        {field('category', [category, setCategory], { max: 40 })}
        <Field label={t('vocabulary:column.action')}>
          {control => (
            <Select
              id={control.id}
              value={action}
              options={wordActions.map(value => ({ value, label: t(`vocabulary:action.${value}`) }))}
              onChange={setAction}
            />
          )}
        </Field>
        <Checkbox checked={overridable} onChange={event => setOverridable(event.target.checked)}>
          {t('vocabulary:overridable')}
        </Checkbox>
        {area('onlyWith', onlyWith, setOnlyWith)}
        {area('notWith', notWith, setNotWith)}
        {field('source', [source, setSource], { max: 200, note: t('vocabulary:source-note') })}
        {field('note', [note, setNote], { max: 200 })}
      </SendForm>
    </FormDrawer>
  )
}
