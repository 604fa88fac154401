import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { FormDrawer, SendForm } from '#console/kit/send-form.tsx'
import { useMay } from '#console/kit/session.ts'
import type { VocabularyVersion } from '#kernel/vocabulary/vocabulary.contract.ts'
import { MaskedWord } from './masked-word.tsx'
import { useChangeWords } from './vocabulary-calls.ts'

function AllowedDrawer({ of, onClose }: { of: VocabularyVersion; onClose(): void }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const [text, setText] = useState(of.allowed.join('\n'))
  const [note, setNote] = useState('')
  const change = useChangeWords()
  const send = () => {
    const wanted = text
      .split('\n')
      .map(one => one.trim())
      .filter(one => one !== '')
    change.mutate(
      {
        basedOn: of.id ?? 'shipped',
        note,
        put: [],
        remove: [],
        allow: wanted.filter(one => !of.allowed.includes(one)),
        disallow: of.allowed.filter(one => !wanted.includes(one)),
      },
      {
        onSuccess: () => {
          void message.success(t('vocabulary:changed'))
          onClose()
        },
      },
    )
  }
  return (
    <FormDrawer title={t('vocabulary:allowed-edit')} onClose={onClose} focusInside>
      <SendForm
        verb="vocabulary:change-send"
        send={send}
        pending={change.isPending}
        error={change.error}
        disabled={note.trim().length < 2}
      >
        <Field label={t('vocabulary:allowed')} note={t('vocabulary:one-per-row')}>
          {control => (
            <Input.TextArea
              {...control}
              autoSize={{ minRows: 4, maxRows: 18 }}
              value={text}
              onChange={event => setText(event.target.value)}
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

/** Phrases inside which no word counts. */
export function AllowedPanel({ of }: { of: VocabularyVersion }) {
  const { t } = useWords()
  const edits = useMay('guard:edit')
  const [open, setOpen] = useState(false)
  return (
    <section className="panel stack-tight">
      <div className="row-between">
        <h2>{t('vocabulary:allowed')}</h2>
        {edits && (
          <Button size="small" onClick={() => setOpen(true)}>
            {t('vocabulary:allowed-edit')}
          </Button>
        )}
      </div>
      <p className="small quiet">{t('vocabulary:allowed-note')}</p>
      {of.allowed.length === 0 && <p className="quiet">{t('vocabulary:allowed-none')}</p>}
      <ul className="plain-list vocabulary-phrases">
        {of.allowed.map(one => (
          <li key={one}>
            <MaskedWord word={one} />
          </li>
        ))}
      </ul>
      {open && <AllowedDrawer of={of} onClose={() => setOpen(false)} />}
    </section>
  )
}
