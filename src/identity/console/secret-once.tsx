import { Alert, Modal, Typography } from 'antd'
import { useWords } from '#console/kit/language.ts'

/** A secret that is shown this once; closing is a decision, not a slip beside the window. */
export function SecretOnce(props: { title: string; note: string; secret: string; onClose(): void }) {
  const { t } = useWords()
  return (
    <Modal
      open
      title={props.title}
      mask={{ closable: false }}
      keyboard={false}
      closable={false}
      okText={t('identity:noted')}
      onOk={props.onClose}
      cancelButtonProps={{ style: { display: 'none' } }}
    >
      <div className="stack-tight">
        <Alert type="warning" showIcon title={t('identity:once')} />
        <p>{props.note}</p>
        <Typography.Paragraph copyable style={{ fontSize: '1.15em', marginBottom: 0 }}>
          <code style={{ overflowWrap: 'anywhere' }}>{props.secret}</code>
        </Typography.Paragraph>
      </div>
    </Modal>
  )
}
