import { Button, Input } from 'antd'
import { useState } from 'react'
import { isBlank } from '#base/text.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useDraft } from '#console/kit/use-draft.ts'

interface Props {
  /** Where what is typed is kept. */
  draft: string
  label: string
  button: string
  danger?: boolean
  autoFocus?: boolean
  /** The way back; none where the form always stands. */
  cancel?(): void
  pending: boolean
  error: unknown
  send(words: string, done: () => void): void
}

/** One text a citizen sends about a report; what is typed outlives a lost connection. */
export function PublicWords(props: Props) {
  const { draft, label, button, danger = false, autoFocus = false, cancel, pending, error, send } = props
  const { t } = useWords()
  const [{ words }, change, forget] = useDraft(draft, { words: '' })
  const [tried, setTried] = useState(false)
  return (
    <form
      className="stack-tight"
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (!isBlank(words) && !pending) send(words, () => forget())
      }}
    >
      {Boolean(error) && <ProblemNotice error={error} kept />}
      <Field label={label} error={tried && isBlank(words) ? t('cases:fault.needed') : undefined}>
        {control => (
          <Input.TextArea
            {...control}
            autoFocus={autoFocus}
            autoSize={{ minRows: 3, maxRows: 10 }}
            maxLength={5000}
            value={words}
            onChange={event => change({ words: event.target.value })}
          />
        )}
      </Field>
      <div className="row">
        <Button type={danger ? 'default' : 'primary'} danger={danger} htmlType="submit" loading={pending}>
          {button}
        </Button>
        {cancel && (
          <Button type="text" onClick={cancel}>
            {t('cases:public.cancel')}
          </Button>
        )}
      </div>
    </form>
  )
}
