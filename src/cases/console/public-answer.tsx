import { useWords } from '#console/kit/language.ts'
import { usePublicAnswer } from './public-calls.ts'
import { PublicWords } from './public-words.tsx'

/** The department's question, and the citizen's answer to it. */
export function PublicAnswer({ code, question }: { code: string; question: string }) {
  const { t } = useWords()
  const answer = usePublicAnswer(code)
  return (
    <div className="stack-tight">
      <h2>{t('cases:public.question-asked')}</h2>
      <p className="said timeline-text">{question}</p>
      <PublicWords
        draft={`answer.${code}`}
        label={t('cases:public.answer')}
        button={t('cases:public.send-answer')}
        pending={answer.isPending}
        error={answer.error}
        send={(words, done) => answer.mutate({ answer: words }, { onSuccess: done })}
      />
    </div>
  )
}
