import { type GetRef, Select, type SelectProps } from 'antd'
import { type Ref, useMemo } from 'react'
import { isGoingOn, useDepartments, useDuties, useRegions } from './city.ts'
import { nameIn, useWords } from './language.ts'

/** What a page can do with a select: focus it. */
export type SelectHandle = GetRef<typeof Select>
type Choice = { value: string; label: string; search: string }
type Props = Omit<SelectProps<string | null, Choice>, 'options' | 'onChange'> & {
  value?: string | null
  onChange?(value: string | null): void
  /** Names the field for who cannot see it, when no label stands beside it. */
  name?: string
  ref?: Ref<SelectHandle>
}

function Choose({ options, onChange, name, ...rest }: Props & { options: Choice[] | undefined }) {
  const { t } = useWords()
  return (
    <Select<string | null, Choice>
      allowClear
      loading={options === undefined}
      options={options ?? []}
      showSearch={{ filterOption: (typed, one) => !!one?.search.includes(typed.toLowerCase().trim()) }}
      notFoundContent={t('kit:select.none')}
      aria-label={name}
      popupMatchSelectWidth={320}
      {...rest}
      value={rest.value || null}
      onChange={value => onChange?.(value ?? null)}
    />
  )
}

/** One active department, found by either name or id. */
export function DepartmentSelect(props: Props) {
  const { language } = useWords()
  const departments = useDepartments()
  const options = useMemo(
    () =>
      departments
        ?.filter(one => one.active || one.id === props.value)
        .map(one => ({
          value: one.id,
          label: nameIn(language, one),
          search: `${one.name} ${one.nameEnglish} ${one.id}`.toLowerCase(),
        })),
    [departments, language, props.value],
  )
  return <Choose {...props} options={options} />
}

/** One region; its path stands before its name, so that two communities of one name can be told apart. */
export function RegionSelect(props: Props) {
  const { language } = useWords()
  const regions = useRegions()
  const options = useMemo(() => {
    const names = new Map(regions?.map(one => [one.id, nameIn(language, one)]))
    return regions
      ?.filter(one => one.level !== 'city')
      .filter(one => isGoingOn(one) || one.id === props.value)
      .map(one => {
        const label = [...one.ancestors.slice(1).map(id => names.get(id) ?? id), nameIn(language, one)].join(
          ' · ',
        )
        return {
          value: one.id,
          label,
          search: `${label} ${one.name} ${one.nameEnglish} ${one.code}`.toLowerCase(),
        }
      })
  }, [regions, language, props.value])
  return <Choose {...props} options={options} />
}

/** One duty of the list in force; with `departmentId` those it hosts come first. */
export function DutySelect({ departmentId, ...props }: Props & { departmentId?: string | null }) {
  const { language } = useWords()
  const duties = useDuties()
  const options = useMemo(() => {
    const hosts = (one: { hostDepartmentId: string | null }) =>
      one.hostDepartmentId === departmentId ? 0 : 1
    return [...(duties ?? [])]
      .sort((a, b) => hosts(a) - hosts(b))
      .map(one => ({
        value: one.id,
        label: nameIn(language, { name: one.title, nameEnglish: one.titleEnglish }),
        search: `${one.title} ${one.titleEnglish} ${one.id}`.toLowerCase(),
      }))
  }, [duties, language, departmentId])
  return <Choose {...props} options={duties ? options : undefined} />
}
