import { Button, Form, Input } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { usePasswordChange, useSignOut } from './sign-in.ts'
import { SimpleFrame } from './simple-frame.tsx'

/** A new password: forced at the first sign-in, by one's own will later. */
export function ChangePassword({ forced = false, onDone }: { forced?: boolean; onDone?: () => void }) {
  const { t } = useWords()
  const change = usePasswordChange()
  const signOut = useSignOut()
  const needed = [{ required: true, message: t('shell:password.needed') }]
  const form = (
    <>
      <p className="quiet">{t(forced ? 'shell:password.forced' : 'shell:password.note')}</p>
      {change.error && <ProblemNotice error={change.error} />}
      <Form
        layout="vertical"
        requiredMark={false}
        onFinish={({ current, next }) => change.mutate({ current, next }, { onSuccess: onDone })}
      >
        <Form.Item name="current" label={t('shell:password.current')} rules={needed}>
          <Input.Password autoFocus autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="next"
          label={t('shell:password.next')}
          extra={t('shell:password.rule')}
          rules={[...needed, { min: 12, message: t('shell:password.rule') }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={t('shell:password.again')}
          dependencies={['next']}
          rules={[
            ...needed,
            ({ getFieldValue }) => ({
              validator: async (_, value) => {
                if (value && value !== getFieldValue('next')) throw new Error(t('shell:password.differs'))
              },
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={change.isPending}>
          {t('shell:password.change')}
        </Button>
      </Form>
      {forced && (
        <Button type="text" onClick={() => signOut.mutate()}>
          {t('shell:sign-out')}
        </Button>
      )}
    </>
  )
  return forced ? (
    <SimpleFrame title={t('shell:password.title')}>{form}</SimpleFrame>
  ) : (
    <div className="stack">{form}</div>
  )
}
