import { Button } from 'antd'
import { ActDrawer } from '#cases/joint/console/act-drawer.tsx'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { usePersonalChanges } from './rights-calls.ts'
import { useRightsForms } from './use-rights-forms.ts'

interface Props {
  of: {
    caseId: string
    code: string
    address: string | null
    reporter: { name: string | null; phone: string | null; masked?: boolean | undefined } | null
  }
}

/** Corrects what is held about a caller, and shows what was held before, to those who may see it. */
export function CorrectCaller({ of }: Props) {
  const { t } = useWords()
  const { act, correct, close } = useRightsForms()
  const found = usePersonalChanges(of.caseId).data
  if (!found || (found.items.length === 0 && !found.mayCorrect)) return null
  return (
    <div className="stack-tight">
      {found.mayCorrect && of.reporter && (
        <div>
          <Button
            size="small"
            // What is masked would be taken for what is held.
            disabled={of.reporter.masked === true}
            title={of.reporter.masked ? t('rights:look-first') : undefined}
            onClick={() =>
              correct(of, {
                name: of.reporter?.name ?? '',
                phone: of.reporter?.phone ?? '',
                address: of.address ?? '',
              })
            }
          >
            {t('rights:act.correct')}
          </Button>
        </div>
      )}
      {found.items.length > 0 && (
        <details>
          <summary className="small">{t('rights:changes', { value: String(found.items.length) })}</summary>
          <ul className="plain-list small stack-tight">
            {found.items.map(one => (
              <li key={`${one.at} ${one.field}`}>
                {t('rights:changed', {
                  field: t(`rights:field.${one.field}`),
                  was: one.was ?? t('rights:not-shown'),
                  becomes: one.becomes ?? t('rights:not-shown'),
                })}
                <div className="quiet">
                  {one.reason} {one.actorName} <Moment at={one.at} />
                </div>
              </li>
            ))}
          </ul>
        </details>
      )}
      <ActDrawer act={act} onClose={close} />
    </div>
  )
}
