import { useWords } from '#console/kit/language.ts'
import { useMay } from '#console/kit/session.ts'
import { useDesk } from './desk-calls.ts'

/** Who works on a case, for the people of its department. */
export function AssigneeName({
  departmentId,
  personId,
}: {
  departmentId: string | null
  personId: string | null
}) {
  const { t } = useWords()
  const may = useMay('cases:assign')
  const desk = useDesk(may && personId ? departmentId : null).data
  if (!personId) return <span className="quiet">{t('assignments:filter.nobody')}</span>
  const found = desk?.people.find(one => one.personId === personId)
  return <span>{found?.name ?? t('assignments:somebody')}</span>
}
