import { Button, Form, Input, QRCode, Typography } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { CodeStep } from './code-step.tsx'
import { useEnrolment, useSignOut } from './sign-in.ts'
import { SimpleFrame } from './simple-frame.tsx'

/** Enrolment of the second factor: password, then the picture for the phone (drawn here, sent nowhere), then a code. */
export function EnrolSecondFactor() {
  const { t } = useWords()
  const enrolment = useEnrolment()
  const signOut = useSignOut()
  const found = enrolment.data
  const secret = found ? (new URL(found.totpUri).searchParams.get('secret') ?? '') : ''
  return (
    <SimpleFrame title={t('shell:enrol.title')}>
      {!found && (
        <>
          <p className="quiet">{t('shell:enrol.why')}</p>
          {enrolment.error && <ProblemNotice error={enrolment.error} />}
          <Form layout="vertical" requiredMark={false} onFinish={values => enrolment.mutate(values)}>
            <Form.Item
              name="password"
              label={t('shell:enrol.password')}
              rules={[{ required: true, message: t('shell:sign-in.password-needed') }]}
            >
              <Input.Password autoFocus autoComplete="current-password" />
            </Form.Item>
            <Button type="primary" htmlType="submit" block loading={enrolment.isPending}>
              {t('shell:enrol.begin')}
            </Button>
          </Form>
        </>
      )}
      {found && (
        <>
          <p>{t('shell:enrol.scan')}</p>
          <div style={{ background: '#fff', padding: 8, width: 'max-content', borderRadius: 6 }}>
            <QRCode
              value={found.totpUri}
              size={180}
              color="#000000"
              bgColor="#ffffff"
              bordered={false}
              type="svg"
            />
          </div>
          <p className="small">
            {t('shell:enrol.secret')}{' '}
            <Typography.Text code copyable>
              {secret}
            </Typography.Text>
          </p>
          {found.backupCodes && (
            <div>
              <p>{t('shell:enrol.backup')}</p>
              <Typography.Paragraph copyable={{ text: found.backupCodes.join('\n') }}>
                <code style={{ whiteSpace: 'pre-wrap' }}>{found.backupCodes.join('  ')}</code>
              </Typography.Paragraph>
            </div>
          )}
          <CodeStep />
        </>
      )}
      <Button type="text" onClick={() => signOut.mutate()}>
        {t('shell:sign-out')}
      </Button>
    </SimpleFrame>
  )
}
