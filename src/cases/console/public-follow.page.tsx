import { Button, Input } from 'antd'
import { useState } from 'react'
import { AppealPanel } from '#cases/appeals/console/appeal-panel.tsx'
import { Explanation } from '#cases/case-trace/console/explanation.tsx'
import { PublicNotices } from '#cases/inbox/console/public-notices.tsx'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { useFilters } from '#console/kit/use-search.ts'
import { codeShape, writeCode } from './public.rules.ts'
import { usePublicStatus } from './public-calls.ts'
import { PublicStatus } from './public-status.tsx'

/** Where a report stands, by its code. */
export function Page() {
  const { t } = useWords()
  const [search, change] = useFilters()
  const [typed, setTyped] = useState(search.code ?? '')
  const [tried, setTried] = useState(false)
  const code = search.code ? writeCode(search.code) : null
  const status = usePublicStatus(code)
  const complete = typed.length === 19
  return (
    <div className="stack">
      <h1 className="public-title">{t('cases:page.follow')}</h1>
      <form
        className="stack-tight"
        onSubmit={event => {
          event.preventDefault()
          setTried(true)
          if (complete) change({ code: typed })
        }}
      >
        <Field
          label={t('cases:public.code')}
          note={t('cases:public.code-note')}
          error={tried && !complete ? t('cases:fault.code') : undefined}
        >
          {control => (
            <Input
              {...control}
              size="large"
              autoFocus={!code}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              className="number"
              placeholder={codeShape}
              value={typed}
              onChange={event => setTyped(writeCode(event.target.value))}
            />
          )}
        </Field>
        <Button type="primary" size="large" htmlType="submit" block>
          {t('cases:public.look')}
        </Button>
      </form>
      {status.error && <ProblemNotice error={status.error} />}
      {code && status.isPending && !status.error && <Loading />}
      {code && status.data && <PublicStatus code={code} status={status.data} />}
      {code && status.data && <Explanation code={code} />}
      {code && status.data && <AppealPanel code={code} />}
      {code && status.data && <PublicNotices code={code} />}
    </div>
  )
}
