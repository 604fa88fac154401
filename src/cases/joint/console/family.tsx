import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { CaseJoint } from '#cases/joint/joint.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { StateTag } from '#console/kit/state-tag.tsx'

interface Props {
  joint: CaseJoint
  /** Opens the form that takes the case out of its parent; absent for who may not. */
  onUnlink: (() => void) | undefined
}

function Linked({ one }: { one: CaseJoint['children'][number] }) {
  return (
    <span className="row" style={{ gap: 4 }}>
      <Link to={`/cases/${one.caseId}`} className="linklike number">
        {one.code}
      </Link>
      <StateTag state={one.state} disposition={null} />
    </span>
  )
}

/** The case this one is part of, and those that are part of it, with where they stand. */
export function Family({ joint, onUnlink }: Props) {
  const { t } = useWords()
  const { parent, children, otherChildren } = joint
  return (
    <>
      {parent && (
        <div className="row-between">
          <span className="row">
            {t('joint:parent')} <Linked one={parent} />
          </span>
          {onUnlink && (
            <Button size="small" onClick={onUnlink}>
              {t('joint:act.unlink')}
            </Button>
          )}
        </div>
      )}
      {(children.length > 0 || otherChildren > 0) && (
        <div className="stack-tight">
          <span>{t('joint:children')}</span>
          <ul className="plain-list stack-tight">
            {children.map(one => (
              <li key={one.caseId}>
                <Linked one={one} />
              </li>
            ))}
          </ul>
          {otherChildren > 0 && (
            <span className="small quiet">{t('joint:other-children', { value: String(otherChildren) })}</span>
          )}
        </div>
      )}
    </>
  )
}
