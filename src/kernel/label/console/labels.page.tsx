import { Alert, Checkbox, Upload } from 'antd'
import { useState } from 'react'
import { useWords } from '#console/kit/language.ts'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { CheckResult } from './check-result.tsx'
import { useLabelCheck, useLabelFacts } from './label-calls.ts'
import { Omissions } from './omissions.tsx'
import './labels.css'

/** Drop a file, read what its labels say; and what went out from here without its visible label. */
export function Page() {
  const { t } = useWords()
  const [declared, setDeclared] = useState(false)
  const facts = useLabelFacts()
  const check = useLabelCheck()
  return (
    <div className="stack">
      <p className="quiet">{t('label:intro')}</p>
      <section className="panel stack-tight">
        <h2>{t('label:check')}</h2>
        <Upload.Dragger
          showUploadList={false}
          disabled={check.isPending}
          // The file goes to the check alone; the widget itself sends nothing.
          beforeUpload={file => {
            check.mutate({ file, declared })
            return false
          }}
        >
          <div className="label-drop">
            <p>{t('label:drop')}</p>
            <p className="small quiet">{t('label:drop-note')}</p>
          </div>
        </Upload.Dragger>
        <Checkbox checked={declared} onChange={event => setDeclared(event.target.checked)}>
          {t('label:declared')}
        </Checkbox>
      </section>
      {check.isPending && <Loading rows={3} />}
      {check.error && <ProblemNotice error={check.error} />}
      {check.data && <CheckResult name={check.data.name} check={check.data.check} />}
      <section className="panel stack-tight">
        <h2>{t('label:written')}</h2>
        {facts.error && <ProblemNotice error={facts.error} retry={() => void facts.refetch()} />}
        {facts.data && <p>{t('label:written-as', { producer: facts.data.producer })}</p>}
        {facts.data && !facts.data.configured && <Alert type="warning" title={t('label:unconfigured')} />}
      </section>
      <Omissions />
    </div>
  )
}
