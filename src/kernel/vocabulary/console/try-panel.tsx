import { Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import type { tried, VocabularyVersion } from '#kernel/vocabulary/vocabulary.contract.ts'
import { ActionTag } from './action-tag.tsx'
import { MaskedWord } from './masked-word.tsx'
import { useVersionName } from './version-name.ts'
import { useTryWords } from './vocabulary-calls.ts'

type Hits = z.infer<typeof tried>['hits']

/** The text with the stretches that were found; those that count stand out more. */
function Found({ text, hits }: { text: string; hits: Hits }) {
  const pieces: ReactNode[] = []
  let at = 0
  for (const hit of [...hits].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (hit.start < at) continue
    pieces.push(text.slice(at, hit.start))
    pieces.push(
      <mark key={hit.start} className={hit.ignored ? 'vocabulary-ignored' : 'vocabulary-hit'}>
        {text.slice(hit.start, hit.end)}
      </mark>,
    )
    at = hit.end
  }
  return (
    <div className="said">
      {pieces}
      {text.slice(at)}
    </div>
  )
}

/** A box to try the library in: what it finds in a pasted text, what each word leads to, and why one does not count. */
export function TryPanel({ version, of }: { version: string; of: VocabularyVersion }) {
  const { t } = useWords()
  const nameOf = useVersionName()
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const attempt = useTryWords()
  const { data } = attempt
  return (
    <section className="panel stack-tight" aria-label={t('vocabulary:try')}>
      <h2>{t('vocabulary:try')}</h2>
      <Field label={t('vocabulary:try-label')} note={t('vocabulary:try-note', { version: nameOf(of) })}>
        {control => (
          <Input.TextArea
            {...control}
            maxLength={20_000}
            autoSize={{ minRows: 3, maxRows: 10 }}
            value={text}
            onChange={event => setText(event.target.value)}
          />
        )}
      </Field>
      <div>
        <Button
          loading={attempt.isPending}
          disabled={text.trim() === ''}
          onClick={() => {
            setAsked(text)
            attempt.mutate({ version, text })
          }}
        >
          {t('vocabulary:try-send')}
        </Button>
      </div>
      {attempt.error && <ProblemNotice error={attempt.error} kept />}
      {data?.hits.length === 0 && <p className="quiet">{t('vocabulary:try-none')}</p>}
      {data && data.hits.length > 0 && (
        <>
          <Found text={asked} hits={data.hits} />
          <ul className="plain-list stack-tight">
            {data.hits.map(hit => (
              <li key={`${hit.start}-${hit.end}-${hit.word}-${hit.category}`} className="stack-tight">
                <div className="row">
                  <MaskedWord word={hit.word} />
                  <span className="small quiet">{hit.category}</span>
                  {hit.ignored ? (
                    <span className="small">{t(`vocabulary:ignored.${hit.ignored}`)}</span>
                  ) : (
                    <ActionTag action={hit.action} overridable={hit.overridable} />
                  )}
                </div>
                <span className="small quiet">{hit.source}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
