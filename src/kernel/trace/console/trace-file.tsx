import { useMutation } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { saveFile } from '#console/kit/client.ts'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import type { ContentPurpose } from '#kernel/kernel.contract.ts'
import { type DocumentFormat, documentFormats } from '../../label/label.contract.ts'

/** The report as a file; with the content only where it is open on the page. */
export function TraceFile({
  decisionId,
  purpose,
}: {
  decisionId: string
  purpose: ContentPurpose | undefined
}) {
  const { t } = useWords()
  const [format, setFormat] = useState<DocumentFormat>('pdf')
  const save = useMutation({
    mutationFn: () =>
      saveFile({ path: `/api/decisions/${decisionId}/trace/document`, query: { purpose, format } }),
  })
  const prov = useMutation({ mutationFn: () => saveFile({ path: `/api/decisions/${decisionId}/prov` }) })
  const error = save.error ?? prov.error
  return (
    <div className="stack-tight">
      <div className="row">
        <Select
          value={format}
          aria-label={t('kit:advice-file.format')}
          onChange={setFormat}
          popupMatchSelectWidth={false}
          options={documentFormats.map(value => ({ value, label: t(`kit:advice-file.formats.${value}`) }))}
        />
        <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
          {t('trace:export')}
        </Button>
        <Button loading={prov.isPending} onClick={() => prov.mutate()}>
          {t('trace:prov')}
        </Button>
      </div>
      <p className="small quiet">{t('trace:exported-note')}</p>
      {error && <ProblemNotice error={error} />}
    </div>
  )
}
