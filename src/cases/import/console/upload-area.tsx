import { InboxOutlined } from '@ant-design/icons'
import { Progress, Upload } from 'antd'
import { useState } from 'react'
import { largestUpload } from '#cases/imports.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { useGo } from '#console/kit/use-search.ts'
import { useUpload } from './import-calls.ts'
import { sizeText } from './wizard.rules.ts'

/** Takes a file by drag, by click or by keyboard and goes on to what was recognised in it. */
export function UploadArea() {
  const { t, language } = useWords()
  const go = useGo()
  const [share, setShare] = useState(0)
  const [tooLarge, setTooLarge] = useState<string | null>(null)
  const upload = useUpload(setShare)
  const take = (file: File) => {
    setShare(0)
    upload.reset()
    setTooLarge(file.size > largestUpload ? file.name : null)
    if (file.size <= largestUpload)
      upload.mutate(file, { onSuccess: made => go(`/imports/${made.importId}`) })
    return false
  }
  const name = upload.variables?.name
  return (
    <div className="stack-tight">
      <Upload.Dragger
        accept=".csv,.tsv,.txt,.jsonl,.ndjson,.xlsx"
        showUploadList={false}
        beforeUpload={take}
        disabled={upload.isPending}
        aria-label={t('import:upload.title')}
      >
        <p className="upload-sign" aria-hidden>
          <InboxOutlined />
        </p>
        <p>
          <strong>{t('import:upload.title')}</strong>
        </p>
        <p className="quiet small">{t('import:upload.note', { most: sizeText(largestUpload, language) })}</p>
      </Upload.Dragger>
      {upload.isPending && (
        <div role="status">
          <p>{t(share < 1 ? 'import:upload.sending' : 'import:upload.reading', { name })}</p>
          <Progress percent={Math.floor(share * 100)} size="small" status="active" />
        </div>
      )}
      {tooLarge && (
        <p className="field-error" role="alert">
          {t('import:upload.too-large', { name: tooLarge, most: sizeText(largestUpload, language) })}
        </p>
      )}
      {upload.error && (
        <>
          <ProblemNotice error={upload.error} />
          <p className="quiet small">{t('import:upload.refused', { name })}</p>
        </>
      )}
    </div>
  )
}
