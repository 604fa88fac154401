import { App, Button, Drawer } from 'antd'
import { useEffect, useState } from 'react'
import type { AttachmentView, Rectangle } from '#cases/attachments.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { contentUrl, useAttachmentAct } from './attachment-calls.ts'
import { BlurTool } from './blur-tool.tsx'

interface Props {
  caseId: string
  of: AttachmentView | null
  onClose(): void
}

/** A photo before the public sees it: faces, number plates and doors are marked, the copy is made without them. */
export function ReleaseDrawer({ caseId, of, onClose }: Props) {
  const { t } = useWords()
  const { message } = App.useApp()
  const act = useAttachmentAct(caseId)
  const [hidden, setHidden] = useState<Rectangle[]>([])
  const attachmentId = of?.attachmentId
  // biome-ignore lint/correctness/useExhaustiveDependencies: another photo begins anew.
  useEffect(() => setHidden([]), [attachmentId])
  const close = () => {
    act.reset()
    onClose()
  }
  return (
    <Drawer
      open={of !== null}
      onClose={close}
      size={760}
      mask={{ closable: false }}
      destroyOnHidden
      title={t('attachments:release-title')}
      footer={
        <div className="row">
          <Button
            type="primary"
            loading={act.isPending}
            onClick={() =>
              attachmentId &&
              act.mutate(
                { act: 'release', attachmentId, hidden },
                {
                  onSuccess: () => {
                    void message.success(t('attachments:done.release'))
                    close()
                  },
                },
              )
            }
          >
            {hidden.length > 0
              ? t('attachments:release-hidden', { count: hidden.length })
              : t('attachments:release-whole')}
          </Button>
          <Button onClick={close}>{t('attachments:cancel')}</Button>
        </div>
      }
    >
      {of && (
        <div className="stack-tight">
          <p className="quiet">{t('attachments:release-note')}</p>
          {act.error && <ProblemNotice error={act.error} />}
          <BlurTool
            src={contentUrl(caseId, of.attachmentId, 'original')}
            alt={of.fileName ?? ''}
            hidden={hidden}
            onChange={setHidden}
          />
        </div>
      )}
    </Drawer>
  )
}
