import { useRouterState } from '@tanstack/react-router'
import { Button, Result } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '#console/kit/language.ts'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { mayOpen, type PageAccess } from '#console/kit/page.rules.ts'
import { Redirect } from '#console/kit/redirect.tsx'
import { stringifySearch } from '#console/kit/search.rules.ts'
import { useSessionQuery } from '#console/kit/session.ts'
import { ChangePassword } from './change-password.tsx'
import { EnrolSecondFactor } from './enrol-second-factor.tsx'
import { SimpleFrame } from './simple-frame.tsx'

/** Lets a page through, or shows what has to be done first: sign in, a new password, the second factor. */
export function Gate({ access, children }: { access: PageAccess; children: ReactNode }) {
  const { t } = useWords()
  const { data: session, error, refetch, isPending } = useSessionQuery()
  const here = useRouterState({ select: state => state.location.href })
  if (isPending) return <Loading />
  if (!session)
    return (
      <SimpleFrame>
        <ProblemNotice error={error} retry={() => void refetch()} />
      </SimpleFrame>
    )
  if (session.signedIn && session.mustChangePassword) return <ChangePassword forced />
  if (session.signedIn && session.mustEnrolSecondFactor) return <EnrolSecondFactor />
  if (mayOpen({ access }, session)) return children
  if (!session.signedIn) return <Redirect path={`/sign-in${stringifySearch({ back: here })}`} />
  return (
    <Result
      status="403"
      title={t('shell:denied.title')}
      subTitle={t('shell:denied.next')}
      extra={<Button href="/">{t('shell:denied.home')}</Button>}
    />
  )
}
