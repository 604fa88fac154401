import { Timeline } from 'antd'
import type { z } from 'zod'
import { PublicFiles } from '#cases/attachments/console/public-files.tsx'
import type { publicStatus } from '#cases/case.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { StateTag } from '#console/kit/state-tag.tsx'
import { PublicAnswer } from './public-answer.tsx'
import { PublicRating } from './public-rating.tsx'
import { PublicWithdrawal } from './public-withdrawal.tsx'

/** What the public sees of a report: where it stands, the reply, and the rating once it is closed. */
export function PublicStatus({ code, status }: { code: string; status: z.infer<typeof publicStatus> }) {
  const { t, language } = useWords()
  const department =
    status.departmentName && (language === 'en' ? status.departmentName.en : status.departmentName.zh)
  return (
    <section className="panel stack" aria-live="polite">
      <div className="row-between">
        <strong className="number">{status.code}</strong>
        <StateTag state={status.state} disposition={status.disposition} />
      </div>
      <dl className="facts">
        {department && (
          <>
            <dt>{t('cases:fact.departmentId')}</dt>
            <dd>{department}</dd>
          </>
        )}
        {status.pause && (
          <>
            <dt>{t('cases:public.progress')}</dt>
            <dd>{t(status.pause === 'citizen' ? 'cases:public.waiting' : 'cases:public.on-hold')}</dd>
          </>
        )}
        {status.dueAt && !status.pause && status.state !== 'closed' && (
          <>
            <dt>{t('cases:public.due')}</dt>
            <dd>
              <Moment at={status.dueAt} />
            </dd>
          </>
        )}
      </dl>
      {status.reply && (
        <div>
          <h2>{t('cases:public.reply')}</h2>
          <p className="said timeline-text">{status.reply}</p>
        </div>
      )}
      {status.question && <PublicAnswer code={code} question={status.question} />}
      {status.canRate && <PublicRating code={code} />}
      <PublicFiles code={code} />
      {status.rating !== null && <p className="quiet">{t('cases:public.rated', { score: status.rating })}</p>}
      <Timeline
        items={[...status.steps].reverse().map(step => ({
          key: `${step.type}${step.at}`,
          content: (
            <div className="row-between timeline-item">
              <span>{t(`kit:event.${step.type}`)}</span>
              <span className="small quiet number">
                <Moment at={step.at} />
              </span>
            </div>
          ),
        }))}
      />
      {status.canWithdraw && <PublicWithdrawal code={code} />}
    </section>
  )
}
