import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { Redirect } from '#console/kit/redirect.tsx'
import { backTo } from '#console/kit/search.rules.ts'
import { useSession } from '#console/kit/session.ts'
import { useFilters } from '#console/kit/use-search.ts'
import { CodeStep } from './code-step.tsx'
import { usePasswordStep, useSingleSignOn } from './sign-in.ts'
import { SimpleFrame } from './simple-frame.tsx'

/** Account and password, then the second factor where it is asked for; then back to where one was. */
export function SignInPage() {
  const { t } = useWords()
  const session = useSession()
  const [search] = useFilters()
  const [secondFactor, setSecondFactor] = useState(false)
  const step = usePasswordStep()
  const provider = useSingleSignOn()
  if (session.signedIn) return <Redirect path={backTo(search.back)} />
  if (secondFactor)
    return (
      <SimpleFrame title={t('shell:sign-in.code-title')}>
        <CodeStep onBack={() => setSecondFactor(false)} />
      </SimpleFrame>
    )
  return (
    <SimpleFrame title={t('shell:sign-in.title')}>
      {search.back && <p className="quiet">{t('shell:sign-in.then-back')}</p>}
      {step.error && <ProblemNotice error={step.error} />}
      <Form
        layout="vertical"
        requiredMark={false}
        onFinish={values =>
          step.mutate(values, { onSuccess: answer => setSecondFactor(!!answer.secondFactor) })
        }
      >
        <Form.Item
          name="username"
          label={t('shell:sign-in.account')}
          rules={[{ required: true, message: t('shell:sign-in.account-needed') }]}
        >
          <Input autoFocus autoComplete="username" size="large" autoCapitalize="none" spellCheck={false} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('shell:sign-in.password')}
          rules={[{ required: true, message: t('shell:sign-in.password-needed') }]}
        >
          <Input.Password autoComplete="current-password" size="large" />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={step.isPending}>
          {t('shell:sign-in.enter')}
        </Button>
      </Form>
      {session.singleSignOn && (
        <Button size="large" block loading={provider.isPending} onClick={() => provider.mutate()}>
          {t('shell:sign-in.single')}
        </Button>
      )}
      {provider.error && <ProblemNotice error={provider.error} />}
      <p className="quiet small">{t('shell:sign-in.help')}</p>
    </SimpleFrame>
  )
}
