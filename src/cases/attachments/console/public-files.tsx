import { Image } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { publicPath, usePublicAttachments } from './attachment-calls.ts'
import { PickFiles } from './pick-files.tsx'
import { useUploads } from './use-uploads.ts'
import './attachments.css'

/** Files of a report for who has its code: how many arrived, the photos made public, and a way to add more. */
export function PublicFiles({ code }: { code: string }) {
  const { t } = useWords()
  const found = usePublicAttachments(code)
  const uploads = useUploads()
  if (!found.data) return null
  const { photos, files, left } = found.data
  if (photos.length === 0 && files === 0 && left === 0) return null
  return (
    <div className="stack-tight">
      <h2>{t('attachments:title')}</h2>
      {files > 0 && <p className="quiet">{t('attachments:received', { count: files })}</p>}
      {photos.length > 0 && (
        <Image.PreviewGroup>
          <div className="row">
            {photos.map((photo, at) => (
              <Image
                key={photo.photoId}
                src={photo.path}
                width={132}
                height={99}
                alt={t('attachments:photo', { number: at + 1 })}
                className="public-photo"
              />
            ))}
          </div>
        </Image.PreviewGroup>
      )}
      {left > 0 && <PickFiles uploads={uploads} path={publicPath(code)} block />}
    </div>
  )
}
