import { App, Button, Image, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import type { AttachmentView } from '#cases/attachments.contract.ts'
import { sizeText } from '#cases/import/console/wizard.rules.ts'
import { labelReasons, labelTone } from '#console/kit/label-words.ts'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, ProblemNotice, useProblemText } from '#console/kit/notices.tsx'
import { Sure } from '#console/kit/sure.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import { casePath, contentUrl, useAttachmentAct, useAttachments } from './attachment-calls.ts'
import { PickFiles } from './pick-files.tsx'
import { ReleaseDrawer } from './release-drawer.tsx'
import { useUploads } from './use-uploads.ts'
import './attachments.css'

interface ItemProps {
  caseId: string
  one: AttachmentView
  onRelease(): void
}

function Content({ caseId, one }: { caseId: string; one: AttachmentView }) {
  const { t } = useWords()
  const url = contentUrl(caseId, one.attachmentId, 'original')
  if (!one.mayOpen)
    return <div className="attachment-none quiet small">{t(`attachments:kind.${one.kind}`)}</div>
  if (one.hasThumbnail)
    return (
      <div className="attachment-image">
        <Image
          src={contentUrl(caseId, one.attachmentId, 'thumbnail')}
          preview={{ src: url }}
          alt={one.fileName ?? ''}
        />
      </div>
    )
  const player = { src: url, controls: true, preload: 'metadata', 'aria-label': one.fileName ?? '' } as const
  if (one.kind === 'video') return <video {...player} className="attachment-image" />
  if (one.kind === 'audio') return <audio {...player} className="attachment-sound" />
  return <div className="attachment-none quiet small">{t(`attachments:kind.${one.kind}`)}</div>
}

function Marks({ one }: { one: AttachmentView }) {
  const words = useWords()
  const { t } = words
  const marks: ReactNode[] = []
  if (one.releasedAt)
    marks.push(
      <ToneTag key="released" tone="good">
        {t('attachments:released')}
      </ToneTag>,
    )
  if (one.scan === 'waiting') marks.push(<Tag key="scan">{t('attachments:scan.waiting')}</Tag>)
  if (one.scan === 'infected')
    marks.push(
      <ToneTag key="scan" tone="bad">
        {t('attachments:scan.infected')}
      </ToneTag>,
    )
  if (one.aiLabel && one.aiLabel.says !== 'none')
    marks.push(
      <span key="label" title={labelReasons(words, one.aiLabel.because)}>
        <ToneTag tone={labelTone[one.aiLabel.says]}>{t(`attachments:label.${one.aiLabel.says}`)}</ToneTag>
      </span>,
    )
  if (one.removedAt) marks.push(<Tag key="removed">{t('attachments:removed')}</Tag>)
  return marks.length > 0 ? <div>{marks}</div> : null
}

function Acts({ caseId, one, onRelease }: ItemProps) {
  const { t } = useWords()
  const { message } = App.useApp()
  const text = useProblemText()
  const act = useAttachmentAct(caseId)
  // Several files have the same buttons: each says which file it is about.
  const of = { 'aria-describedby': `file-${one.attachmentId}` }
  const run = (kind: 'remove' | 'withdraw') =>
    act.mutate(
      { act: kind, attachmentId: one.attachmentId },
      {
        onSuccess: () => void message.success(t(`attachments:done.${kind}`)),
        onError: error => void message.error(text(error)),
      },
    )
  return (
    <div className="row attachment-acts">
      {one.mayOpen && (
        <Button
          size="small"
          type="link"
          href={contentUrl(caseId, one.attachmentId, 'original')}
          download
          {...of}
        >
          {t('attachments:download')}
        </Button>
      )}
      {one.mayRelease && (
        <Button size="small" type="link" onClick={onRelease} {...of}>
          {t(one.releasedAt ? 'attachments:release-again' : 'attachments:release')}
        </Button>
      )}
      {one.mayRelease && one.releasedAt && (
        <Button size="small" type="link" onClick={() => run('withdraw')} loading={act.isPending} {...of}>
          {t('attachments:withdraw')}
        </Button>
      )}
      {one.mayRemove && (
        <Sure title={t('attachments:remove-sure')} yes={t('attachments:remove')} onYes={() => run('remove')}>
          <Button size="small" type="link" danger {...of}>
            {t('attachments:remove')}
          </Button>
        </Sure>
      )}
    </div>
  )
}

function Item(props: ItemProps) {
  const { caseId, one } = props
  const { t, language } = useWords()
  const name = one.fileName ?? t(one.removedAt ? 'attachments:gone' : 'kit:masked')
  return (
    <li className="attachment">
      <Content caseId={caseId} one={one} />
      <div className="attachment-text">
        <div id={`file-${one.attachmentId}`} className="one-line" title={name}>
          {name}
        </div>
        <div className="small quiet">
          {one.byPublic ? t('attachments:by-public') : one.addedByName} · {sizeText(one.bytes, language)} ·{' '}
          <Moment at={one.addedAt} />
        </div>
        {one.mediaType === 'image/heic' && !one.removedAt && (
          <div className="small quiet">{t('attachments:heic')}</div>
        )}
        {one.place && (
          <div className="small quiet number">
            {t('attachments:place')} {one.place.longitude.toFixed(5)}, {one.place.latitude.toFixed(5)}
          </div>
        )}
        <Marks one={one} />
        <Acts {...props} />
      </div>
    </li>
  )
}

/** The files of a case: seen, opened, added, taken away; photos released to the public by who answers for it. */
export function AttachmentsPanel({ caseId }: { caseId: string }) {
  const { t } = useWords()
  const found = useAttachments(caseId)
  const uploads = useUploads()
  const [releasing, setReleasing] = useState<AttachmentView | null>(null)
  return (
    <section className="panel stack-tight" aria-label={t('attachments:title')}>
      <h2>{t('attachments:title')}</h2>
      {found.error && <ProblemNotice error={found.error} retry={() => void found.refetch()} />}
      {!found.data && !found.error && <Loading rows={2} />}
      {found.data?.items.length === 0 && <p className="quiet">{t('attachments:none')}</p>}
      {found.data && (
        <Image.PreviewGroup>
          <ul className="plain-list attachment-list">
            {found.data.items.map(one => (
              <Item key={one.attachmentId} caseId={caseId} one={one} onRelease={() => setReleasing(one)} />
            ))}
          </ul>
        </Image.PreviewGroup>
      )}
      {found.data?.mayAdd && <PickFiles uploads={uploads} path={casePath(caseId)} />}
      <ReleaseDrawer caseId={caseId} of={releasing} onClose={() => setReleasing(null)} />
    </section>
  )
}
