import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { useCityNames } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import { StateTag } from '#console/kit/state-tag.tsx'
import { useContested } from './dispute-calls.ts'

/** Cases that came back three times, with every department that had them; nothing where there is none. */
export function ContestedPanel() {
  const { t } = useWords()
  const names = useCityNames()
  const found = useContested()
  const items = found.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={t('disputes:contested.title', { count: items.length })}
      description={
        <>
          <p className="quiet">{t('disputes:contested.next')}</p>
          <ul className="plain-list">
            {items.map(one => (
              <li key={one.caseId}>
                {one.visible ? (
                  <Link to={`/cases/${one.caseId}`} className="linklike number" preload={false}>
                    {one.code}
                  </Link>
                ) : (
                  <span className="number">{one.code}</span>
                )}{' '}
                <StateTag state={one.state} disposition={null} /> {one.subject}{' '}
                <span className="small quiet">
                  {t('disputes:contested.had-it', {
                    departments: one.hadIt.map(names.department).join(t('disputes:comma')),
                  })}
                </span>
              </li>
            ))}
          </ul>
        </>
      }
    />
  )
}
