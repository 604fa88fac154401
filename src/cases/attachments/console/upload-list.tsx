import { Button, Progress } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { sizeText } from '#cases/import/console/wizard.rules.ts'
import { useWords } from '#console/kit/language.ts'
import { listText } from '#console/kit/list-text.ts'
import { useProblemText } from '#console/kit/notices.tsx'
import type { Upload } from './uploads.rules.ts'
import type { Uploads } from './use-uploads.ts'
import './attachments.css'

function Preview({ file }: { file: File }) {
  const url = useMemo(() => (file.type.startsWith('image/') ? URL.createObjectURL(file) : null), [file])
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url])
  const [broken, setBroken] = useState(false)
  if (!url || broken) return <span className="upload-preview" aria-hidden />
  return <img src={url} alt="" className="upload-preview" onError={() => setBroken(true)} />
}

function Line({ one, uploads }: { one: Upload; uploads: Uploads }) {
  const { t, language } = useWords()
  const text = useProblemText()
  return (
    <li className="upload-line">
      <Preview file={one.file} />
      <div className="upload-text">
        <div className="one-line">{one.file.name}</div>
        {one.state === 'sending' ? (
          <Progress percent={Math.floor(one.share * 100)} size="small" status="active" />
        ) : (
          <div className={one.state === 'failed' ? 'field-error small' : 'quiet small'}>
            {one.state === 'failed'
              ? text(one.error)
              : `${t(`attachments:upload.${one.state}`)} · ${sizeText(one.file.size, language)}`}
          </div>
        )}
      </div>
      {one.state === 'failed' && (
        <Button size="small" onClick={() => uploads.retry(one.uploadId)}>
          {t('kit:problem.retry')}
        </Button>
      )}
      {(one.state === 'failed' || one.state === 'waiting') && (
        <Button size="small" type="text" onClick={() => uploads.drop(one.uploadId)}>
          {t('attachments:drop')}
        </Button>
      )}
    </li>
  )
}

/** Files chosen, under way, arrived or refused; each says so. */
export function UploadList({ uploads }: { uploads: Uploads }) {
  const { t, language } = useWords()
  return (
    <>
      {uploads.all.length > 0 && (
        <ul className="plain-list stack-tight" role="status">
          {uploads.all.map(one => (
            <Line key={one.uploadId} one={one} uploads={uploads} />
          ))}
        </ul>
      )}
      {uploads.tooLarge.length > 0 && (
        <p className="field-error small" role="alert">
          {t('attachments:too-large', {
            names: listText(
              uploads.tooLarge.map(file => file.name),
              language,
            ),
          })}
        </p>
      )}
    </>
  )
}
