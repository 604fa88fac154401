import { Link } from '@tanstack/react-router'
import { Tag } from 'antd'
import type { ReactNode } from 'react'
import type { RepeatFound } from '#cases/repeats.contract.ts'
import { useCityNames } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import { StateTag } from '#console/kit/state-tag.tsx'

/** A case that may be about the same matter, and why: how far, how long ago, which words. */
export function RepeatCard({ one, children }: { one: RepeatFound; children?: ReactNode }) {
  const { t } = useWords()
  const names = useCityNames()
  const where =
    one.metres === null ? t('repeats:same-region') : t('repeats:metres', { value: String(one.metres) })
  return (
    <div className="stack-tight" style={{ gap: 4 }}>
      <div className="row-between">
        <span className="row" style={{ gap: 4 }}>
          <Link to={`/cases/${one.caseId}`} target="_blank" className="linklike number">
            {one.code}
          </Link>
          <StateTag state={one.state} disposition={null} />
          {one.people > 1 && (
            <Tag variant="outlined">{t('repeats:people', { value: String(one.people) })}</Tag>
          )}
        </span>
        <span className="small quiet number">
          {where} · {one.days === 0 ? t('repeats:today') : t('repeats:days', { value: String(one.days) })}
        </span>
      </div>
      <div className="two-lines small">{one.subject || one.excerpt}</div>
      <div className="row-between">
        <span className="small quiet">
          {names.department(one.departmentId)}
          {one.words.length > 0 && (
            <>
              {' '}
              {t('repeats:shared')} {one.words.join(' · ')}
            </>
          )}
        </span>
        {children}
      </div>
    </div>
  )
}
