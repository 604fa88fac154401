import { App, Input, Select, Slider, Switch } from 'antd'
import { useMemo, useState } from 'react'
import { levels } from '#base/level.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { FormDrawer, SendForm } from '#console/kit/send-form.tsx'
import { useDraft } from '#console/kit/use-draft.ts'
import { checksums, type RecogniserView } from '#kernel/recognise/own/own-recogniser.contract.ts'
import { type EditorForm, emptyForm, faultsOf, formOf, recogniserOf } from './editor-form.rules.ts'
import { useRecognisers, useSaveRecogniser } from './recogniser-calls.ts'
import { TryBox } from './try-box.tsx'

interface Props {
  /** The one that is changed; a new one without. */
  of: RecogniserView | undefined
  mayEdit: boolean
  onClose(): void
}

interface Lines {
  name: 'key' | 'titleZh' | 'titleEn' | 'pattern' | 'words' | 'examples' | 'counterExamples'
  most: number
  rows?: number
}

const first: readonly Lines[] = [
  { name: 'titleZh', most: 40 },
  { name: 'titleEn', most: 60 },
  { name: 'pattern', most: 400 },
]
const second: readonly Lines[] = [
  { name: 'examples', most: 6000, rows: 3 },
  { name: 'counterExamples', most: 6000, rows: 3 },
]

/** A recogniser of the city's own: what it is, its pattern, its examples. It is tried on them when it is saved. */
export function RecogniserEditor({ of, mayEdit, onClose }: Props) {
  const { t } = useWords()
  const { message } = App.useApp()
  const start = useMemo(() => (of ? formOf(of) : emptyForm), [of])
  const [form, change, forget] = useDraft<EditorForm>(
    `recognise.${of?.key ?? 'new'}.${of?.version ?? 0}`,
    start,
  )
  const [attempted, setAttempted] = useState(false)
  const save = useSaveRecogniser()
  const own = useRecognisers().data?.own ?? []
  const faults = faultsOf(form)
  const faultAt = (name: keyof EditorForm) => (attempted && faults[name] ? t(faults[name]) : undefined)
  const send = () => {
    setAttempted(true)
    if (save.isPending || Object.keys(faults).length > 0) return
    save.mutate(
      { ...recogniserOf(form), key: form.key, version: of?.version ?? 0 },
      {
        onSuccess: () => {
          forget()
          void message.success(t('recognise:saved'))
          onClose()
        },
      },
    )
  }
  const line = ({ name, most, rows }: Lines) => (
    <Field
      key={name}
      label={t(`recognise:field.${name}`)}
      note={t(`recognise:note.${name}`)}
      error={faultAt(name)}
    >
      {control => {
        const shared = {
          ...control,
          value: form[name],
          maxLength: most,
          autoComplete: 'off',
          disabled: !mayEdit || (name === 'key' && of !== undefined),
          onChange: (event: { target: { value: string } }) => change({ [name]: event.target.value }),
        }
        return rows ? <Input.TextArea {...shared} rows={rows} /> : <Input {...shared} />
      }}
    </Field>
  )
  return (
    <FormDrawer size={620} onClose={onClose} title={of ? t('recognise:edit') : t('recognise:add')}>
      <div className="stack">
        <SendForm
          verb="recognise:save"
          send={send}
          pending={save.isPending}
          error={save.error}
          disabled={!mayEdit}
        >
          {line({ name: 'key', most: 40 })}
          {first.map(line)}
          <Field label={t('recognise:field.checksum')}>
            {control => (
              <Select
                {...control}
                disabled={!mayEdit}
                value={form.checksum}
                options={checksums.map(value => ({ value, label: t(`recognise:checksum.${value}`) }))}
                onChange={checksum => change({ checksum })}
              />
            )}
          </Field>
          {line({ name: 'words', most: 700, rows: 2 })}
          <Field label={t('recognise:field.wordsRequired')}>
            {({ status: _, ...control }) => (
              <Switch
                {...control}
                disabled={!mayEdit}
                checked={form.wordsRequired}
                onChange={wordsRequired => change({ wordsRequired })}
              />
            )}
          </Field>
          <Field label={t('recognise:field.level')} note={t('recognise:note.level')}>
            {control => (
              <Select
                {...control}
                disabled={!mayEdit}
                value={form.level}
                options={levels.map(value => ({ value, label: t(`recognise:level.${value}`) }))}
                onChange={level => change({ level })}
              />
            )}
          </Field>
          <Field label={t('recognise:field.score')} note={t('recognise:note.score')}>
            {({ id }) => (
              <Slider
                id={id}
                min={0.1}
                max={1}
                step={0.05}
                disabled={!mayEdit}
                ariaLabelForHandle={t('recognise:field.score')}
                value={form.score}
                onChange={score => change({ score })}
              />
            )}
          </Field>
          {second.map(line)}
          <Field label={t('recognise:field.enabled')}>
            {({ status: _, ...control }) => (
              <Switch
                {...control}
                disabled={!mayEdit}
                checked={form.enabled}
                onChange={enabled => change({ enabled })}
              />
            )}
          </Field>
        </SendForm>
        {form.pattern !== '' && Object.keys(faults).length === 0 && (
          <TryBox own={own} draft={recogniserOf(form)} />
        )}
      </div>
    </FormDrawer>
  )
}
