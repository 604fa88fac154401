import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useMemo } from 'react'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { newId } from '#console/kit/new-id.ts'
import { useMay, useSession } from '#console/kit/session.ts'
import { useDraft } from '#console/kit/use-draft.ts'
import { useGo } from '#console/kit/use-search.ts'
import { emptyReport } from './public.rules.ts'

/** The citizens' first page: one box for the matter, one way to what was reported. */
export function Page() {
  const { t } = useWords()
  const go = useGo()
  const start = useMemo(() => emptyReport(newId()), [])
  const [draft, change] = useDraft('public', start)
  const mayFollow = useMay('cases:follow')
  const own = useSession().signedIn && mayFollow
  return (
    <div className="stack">
      <h1 className="public-title">{t('cases:public.title')}</h1>
      <form
        className="stack-tight"
        onSubmit={event => {
          event.preventDefault()
          change({ key: draft.key })
          go('/public/report')
        }}
      >
        <Field label={t('cases:public.question')} note={t('cases:public.question-note')}>
          {control => (
            <Input.TextArea
              {...control}
              autoSize={{ minRows: 5, maxRows: 14 }}
              maxLength={20_000}
              value={draft.detail}
              placeholder={t('cases:public.question-hint')}
              onChange={event => change({ key: draft.key, detail: event.target.value })}
            />
          )}
        </Field>
        <Button type="primary" size="large" htmlType="submit" block>
          {t('cases:public.next')}
        </Button>
      </form>
      <div className="row" style={{ justifyContent: 'center', gap: 20 }}>
        <Link to="/public/follow" className="linklike">
          {t('cases:public.follow')}
        </Link>
        <Link to="/public/register" className="linklike">
          {t('register:page.public')}
        </Link>
        {own && (
          <Link to="/public/mine" className="linklike">
            {t('cases:page.mine')}
          </Link>
        )}
      </div>
    </div>
  )
}
