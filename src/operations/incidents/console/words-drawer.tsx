import { Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { FormDrawer, SendForm } from '#console/kit/send-form.tsx'

interface Props {
  title: string
  /** Key of what sending is called. */
  verb: string
  /** A note may be left out. */
  optional?: boolean
  send(words: string, done: () => void): void
  pending: boolean
  error: unknown
  onClose(): void
  children?: ReactNode
}

/** A drawer that asks for some words and sends them. */
export function WordsDrawer({
  title,
  verb,
  optional = false,
  send,
  pending,
  error,
  onClose,
  children,
}: Props) {
  const { t } = useWords()
  const [words, setWords] = useState('')
  const isReady = optional || words.trim().length >= 2
  return (
    <FormDrawer title={title} onClose={onClose} focusInside>
      <SendForm
        verb={verb}
        send={() => isReady && send(words.trim(), onClose)}
        pending={pending}
        error={error}
        disabled={!isReady}
      >
        {children}
        <Field
          label={t(optional ? 'incidents:words-optional' : 'incidents:words')}
          note={t('incidents:words-note')}
          wide
        >
          {control => (
            <Input.TextArea
              {...control}
              autoFocus
              rows={4}
              maxLength={4000}
              value={words}
              onChange={event => setWords(event.target.value)}
            />
          )}
        </Field>
      </SendForm>
    </FormDrawer>
  )
}
