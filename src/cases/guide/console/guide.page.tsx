import { CheckCircleFilled } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Steps, Tag, Typography } from 'antd'
import { type GuideStep, guideSteps } from '#cases/guide.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { useSession } from '#console/kit/session.ts'
import { useGuide } from './guide-call.ts'

interface Stop {
  /** Who takes the step in the demo city. */
  account: string
  path: string
}

const stops: Readonly<Record<GuideStep, Stop>> = {
  report: { account: 'seat1', path: '/intake' },
  dispatch: { account: 'seat1', path: '/triage' },
  reply: { account: 'handler-…', path: '/department' },
  close: { account: 'dispatcher1', path: '/cases?state=verifying' },
  rate: { account: '', path: '/public/follow' },
}

function StepText({ step }: { step: GuideStep }) {
  const { t } = useWords()
  const { account } = useSession()
  const stop = stops[step]
  // `handler-…` stands for the handler of whichever department it was sent to.
  const isOwn =
    stop.account === '' ||
    (stop.account.endsWith('…') ? account?.startsWith(stop.account.slice(0, -1)) : account === stop.account)
  return (
    <div className="stack" style={{ gap: 4, maxWidth: 680 }}>
      <span>{t(`guide:${step}.text`)}</span>
      {step === 'report' && (
        <Typography.Paragraph copyable style={{ marginBlock: 0 }} className="quoted">
          {t('guide:sample')}
        </Typography.Paragraph>
      )}
      <span className="row">
        <Tag variant="outlined">
          {stop.account === '' ? t('guide:anybody') : t('guide:account', { account: stop.account })}
        </Tag>
        <Link to={stop.path} preload={false}>
          {t(`guide:${step}.open`)}
        </Link>
        {!isOwn && <Typography.Text type="secondary">{t('guide:switch')}</Typography.Text>}
      </span>
    </div>
  )
}

/** Five steps from a citizen's words to a rated case, each with the account that takes it and a tick once it is taken. */
export function Page() {
  const { t } = useWords()
  const { data, error, refetch } = useGuide()
  if (error) return <ProblemNotice error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const next = guideSteps.findIndex(step => !data.taken.includes(step))
  return (
    <div className="stack" style={{ maxWidth: 760 }}>
      <Typography.Paragraph>{t('guide:intro')}</Typography.Paragraph>
      <Steps
        orientation="vertical"
        current={next === -1 ? guideSteps.length : next}
        items={guideSteps.map(step => {
          const isTaken = data.taken.includes(step)
          return {
            title: t(`guide:${step}.title`),
            content: <StepText step={step} />,
            status: isTaken ? ('finish' as const) : undefined,
            icon: isTaken ? <CheckCircleFilled aria-label={t('guide:taken')} /> : undefined,
          }
        })}
      />
      {next === -1 && <Typography.Paragraph strong>{t('guide:done')}</Typography.Paragraph>}
    </div>
  )
}
