import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useCodeStep } from './sign-in.ts'

/** The code of the second factor, or one of the codes kept for its loss. */
export function CodeStep({ onBack }: { onBack?: () => void }) {
  const { t } = useWords()
  const [backup, setBackup] = useState(false)
  const step = useCodeStep()
  return (
    <>
      <p className="quiet">{t(backup ? 'shell:sign-in.backup-note' : 'shell:sign-in.code-note')}</p>
      {step.error && <ProblemNotice error={step.error} />}
      <Form
        key={String(backup)}
        layout="vertical"
        requiredMark={false}
        onFinish={({ code }: { code: string }) => step.mutate({ code: code.replaceAll(/\s/g, ''), backup })}
      >
        <Form.Item
          name="code"
          label={t(backup ? 'shell:sign-in.backup' : 'shell:sign-in.code')}
          rules={[{ required: true, message: t('shell:sign-in.code-needed') }]}
        >
          <Input
            autoFocus
            size="large"
            autoComplete="one-time-code"
            inputMode={backup ? 'text' : 'numeric'}
            maxLength={backup ? 40 : 8}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={step.isPending}>
          {t('shell:sign-in.confirm')}
        </Button>
      </Form>
      <div className="row-between">
        {onBack && (
          <Button type="text" onClick={onBack}>
            {t('shell:sign-in.back')}
          </Button>
        )}
        {onBack && (
          <Button type="text" onClick={() => setBackup(!backup)}>
            {t(backup ? 'shell:sign-in.use-code' : 'shell:sign-in.use-backup')}
          </Button>
        )}
      </div>
    </>
  )
}
