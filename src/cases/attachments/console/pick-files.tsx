import { PaperClipOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef } from 'react'
import { sizeText } from '#cases/import/console/wizard.rules.ts'
import { useWords } from '#console/kit/language.ts'
import { useLimits } from './attachment-calls.ts'
import { UploadList } from './upload-list.tsx'
import type { Uploads } from './use-uploads.ts'

// Without HEIC in it: a phone that takes such photos then sends JPEG.
const accepted =
  'image/jpeg,image/png,image/webp,video/mp4,video/quicktime,audio/mpeg,audio/mp4,audio/wav,.m4a,.pdf,.docx,.xlsx,.txt'

interface Props {
  uploads: Uploads
  /** Where files go at once; without it they wait for the case. */
  path?: string
  block?: boolean
  disabled?: boolean
}

/** Chooses files and shows how each gets on. */
export function PickFiles({ uploads, path, block = false, disabled = false }: Props) {
  const { t, language } = useWords()
  const input = useRef<HTMLInputElement>(null)
  const limits = useLimits()
  return (
    <div className="stack-tight">
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accepted}
        aria-label={t('attachments:choose')}
        onChange={event => {
          uploads.add([...(event.target.files ?? [])], path)
          // The same file may be chosen again.
          event.target.value = ''
        }}
      />
      <div>
        <Button
          icon={<PaperClipOutlined />}
          block={block}
          disabled={disabled}
          onClick={() => input.current?.click()}
        >
          {t('attachments:choose')}
        </Button>
      </div>
      {limits && (
        <p className="quiet small">
          {t('attachments:limits', {
            picture: sizeText(limits.picture, language),
            media: sizeText(limits.media, language),
            document: sizeText(limits.document, language),
          })}
        </p>
      )}
      <UploadList uploads={uploads} />
    </div>
  )
}
