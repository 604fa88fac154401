import { Select } from 'antd'
import { useContext } from 'react'
import { ActedOn } from '#cases/repeats/console/acted-on.ts'
import { useWords } from '#console/kit/language.ts'
import { useSession } from '#console/kit/session.ts'
import { useCase } from '../../console/case-calls.ts'
import type { DeskPeople } from '../assignment.contract.ts'
import { useDesk } from './desk-calls.ts'

interface Props {
  id?: string
  autoFocus?: boolean
  value: string | null
  onChange(value: string | null): void
}

interface PeopleProps extends Props {
  desk: DeskPeople | undefined
  /** Everybody of the desk, also for a handler. */
  all?: boolean
  /** Who cannot be chosen: nobody stands in for themselves. */
  without?: string | null
}

/** Somebody of a desk with the open cases, the proposed one first; a handler finds only the own name. */
export function PeopleSelect({ desk, ...props }: PeopleProps) {
  const { t } = useWords()
  const { personId } = useSession()
  const { all, without, ...rest } = props
  const people = desk?.people.filter(
    one => one.personId !== without && (all || desk.leads || one.personId === personId),
  )
  return (
    <Select<string | null>
      {...rest}
      loading={!desk}
      showSearch={{ optionFilterProp: 'label' }}
      notFoundContent={t('kit:select.none')}
      options={(people ?? []).map(one => ({
        value: one.personId,
        label: [
          one.name,
          t('assignments:load', { count: one.load }),
          one.onLeave ? t('assignments:on-leave') : one.onDuty ? t('assignments:on-duty') : '',
        ]
          .filter(Boolean)
          .join(' · '),
      }))}
      onChange={value => props.onChange(value ?? null)}
    />
  )
}

/** Who the case of the open form is given to. */
export function AssigneeSelect(props: Props) {
  const of = useCase(useContext(ActedOn)).data
  const desk = useDesk(of?.departmentId ?? null).data
  return <PeopleSelect {...props} desk={desk} />
}
