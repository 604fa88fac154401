import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '#console/kit/language.ts'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import { useHiddenWords } from '#kernel/alarm/console/hidden-words.ts'
import { useGuardWords } from '#kernel/guard/console/finding-words.tsx'
import type { ListedRow, RedteamReport, Split } from '#kernel/redteam/redteam.contract.ts'
import { RateWords } from './rate-words.tsx'
import { useRedteamRun } from './redteam-calls.ts'

function Splits({ title, rows }: { title: string; rows: readonly Split[] }) {
  const { t } = useWords()
  const changes = rows.some(one => one.changed)
  return (
    <section className="panel stack-tight">
      <h2>{title}</h2>
      <div className="redteam-scroll">
        <table className="redteam-table">
          <thead>
            <tr>
              <th scope="col">{t('redteam:kind')}</th>
              <th scope="col">{t('redteam:caught')}</th>
              <th scope="col">{t('redteam:alarmed')}</th>
              {changes && <th scope="col">{t('redteam:changed')}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map(one => (
              <tr key={one.key}>
                <th scope="row">{t(`redteam:name.${one.key}`, { defaultValue: one.key })}</th>
                <td>
                  <RateWords of={one.caught} />
                </td>
                <td>
                  <RateWords of={one.alarmed} />
                </td>
                {changes && (
                  <td>
                    <RateWords of={one.changed} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Owasp({ rows }: { rows: RedteamReport['owasp'] }) {
  const { t, language } = useWords()
  const spoken = language === 'en' ? 'en' : 'zh'
  return (
    <section className="panel stack-tight">
      <h2>{t('redteam:owasp')}</h2>
      <div className="redteam-scroll">
        <table className="redteam-table">
          <thead>
            <tr>
              <th scope="col">{t('redteam:year')}</th>
              <th scope="col">{t('redteam:item')}</th>
              <th scope="col">{t('redteam:caught-or-why')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(one => (
              <tr key={`${one.year}${one.item}`}>
                <td className="number">{one.year}</td>
                <th scope="row">
                  {one.item} {one.title[spoken]}
                </th>
                <td>
                  {one.because ? (
                    <span className="quiet">{one.because[spoken]}</span>
                  ) : (
                    <RateWords of={one.caught} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Listed({ title, rows }: { title: string; rows: readonly ListedRow[] }) {
  const { t } = useWords()
  const words = useGuardWords()
  const spoken = useHiddenWords()
  return (
    <section className="panel">
      <details>
        <summary>
          {title} <span className="quiet number">{rows.length}</span>
        </summary>
        <ul className="plain-list stack-tight redteam-texts">
          {rows.map(one => (
            <li key={`${one.suite}${one.id}`}>
              <span className="row small">
                <span className="quiet">
                  {t(`redteam:name.${one.family}`, { defaultValue: one.family })} ·{' '}
                  {t(`redteam:name.${one.channel}`)}
                </span>
                {one.effect && one.effect !== 'none' && (
                  <ToneTag tone={one.effect === 'blocked' ? 'good' : 'bad'}>
                    {t(`redteam:effect.${one.effect}`)}
                  </ToneTag>
                )}
                <span className="quiet">{one.because.map(words.reason).join(' · ')}</span>
              </span>
              <p className="redteam-text">{spoken(one.text)}</p>
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}

function Sum({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="small quiet">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Everything one run found. */
export function RunReport({ runId }: { runId: string }) {
  const { t } = useWords()
  const found = useRedteamRun(runId)
  if (found.error) return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={10} />
  const { report } = found.data
  return (
    <>
      <section className="panel stack-tight" aria-label={t('redteam:result')}>
        <div className="row-between">
          <h2>{t('redteam:result')}</h2>
          <Button size="small" href={`/api/redteam/runs/${runId}/report.md`} download>
            {t('redteam:markdown')}
          </Button>
        </div>
        <dl className="redteam-sums">
          <Sum name={t('redteam:caught')}>
            <RateWords of={report.caught} />
          </Sum>
          <Sum name={t('redteam:alarmed')}>
            <RateWords of={report.alarmed} />
          </Sum>
          {report.changed && (
            <>
              <Sum name={t('redteam:changed-uncaught')}>
                <RateWords of={report.changed} />
              </Sum>
              <Sum name={t('redteam:changed-benign')}>
                <RateWords of={report.changedByControls} />
              </Sum>
            </>
          )}
          {report.reported.total > 0 && (
            <Sum name={t('redteam:reported')}>
              {t('redteam:reported-count', {
                total: report.reported.total,
                kept: report.reported.total - report.reported.failed.length,
              })}
            </Sum>
          )}
        </dl>
        <p className="small quiet">{t('redteam:limits')}</p>
        <p className="small quiet">
          {t('redteam:suites')}
          {report.suites.map(one => `${one.suite} v${one.version} (${one.licence})`).join(' · ')}
        </p>
      </section>
      <Splits title={t('redteam:families')} rows={report.families} />
      <div className="redteam-halves">
        <Splits title={t('redteam:languages')} rows={report.languages} />
        <Splits title={t('redteam:channels')} rows={report.channels} />
      </div>
      <Owasp rows={report.owasp} />
      <Listed title={t('redteam:misses')} rows={report.misses} />
      <Listed title={t('redteam:false-alarms')} rows={report.falseAlarms} />
    </>
  )
}
