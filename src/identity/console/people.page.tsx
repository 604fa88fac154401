import { Button, Select, Table, type TableColumnsType, Tag } from 'antd'
import { useState } from 'react'
import { useCityNames } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import { listText } from '#console/kit/list-text.ts'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { DepartmentSelect } from '#console/kit/selects.tsx'
import { useMay } from '#console/kit/session.ts'
import { TextFilter } from '#console/kit/text-filter.tsx'
import { useKeys } from '#console/kit/use-keys.ts'
import { useFilters } from '#console/kit/use-search.ts'
import { roles } from '#identity/identity.contract.ts'
import type { Person } from '#identity/person.contract.ts'
import { CreatePerson } from './create-person.tsx'
import { EditPerson } from './edit-person.tsx'
import { usePeople } from './people-calls.ts'
import { PersonState } from './person-state.tsx'
import { SecretOnce } from './secret-once.tsx'
import './identity.css'

function useColumns(open: (personId: string) => void): TableColumnsType<Person> {
  const { t, language } = useWords()
  const names = useCityNames()
  return [
    {
      key: 'person',
      title: t('identity:column.person'),
      render: (_, one) => (
        <>
          <Button type="link" className="cell-link" onClick={() => open(one.id)}>
            {one.name}
          </Button>
          <div className="small quiet">
            {one.account} {one.fictional && <Tag variant="outlined">{t('shell:fictional')}</Tag>}
          </div>
        </>
      ),
    },
    {
      key: 'roles',
      title: t('identity:field.roles'),
      render: (_, one) => one.roles.map(role => t(`shell:role.${role}`)).join(' · '),
    },
    {
      key: 'department',
      title: t('identity:field.departmentId'),
      responsive: ['md'],
      render: (_, one) => (
        <>
          <div>{names.department(one.departmentId)}</div>
          <div className="small quiet">
            {listText(one.regionIds.slice(0, 3).map(names.region), language)}
            {one.regionIds.length > 3 && ` ${t('identity:regions-all', { value: one.regionIds.length })}`}
          </div>
        </>
      ),
    },
    {
      key: 'level',
      title: t('identity:field.level'),
      width: 110,
      responsive: ['lg'],
      render: (_, one) => one.level,
    },
    {
      key: 'state',
      title: t('identity:column.state'),
      render: (_, one) => <PersonState of={one} />,
    },
  ]
}

function Filters() {
  const { t } = useWords()
  const [search, change] = useFilters()
  return (
    <>
      <TextFilter name="search" label={t('identity:filter.search')} />
      <Select
        allowClear
        value={search.role ?? null}
        placeholder={t('identity:filter.role')}
        aria-label={t('identity:filter.role')}
        popupMatchSelectWidth={false}
        options={roles.map(value => ({ value, label: t(`shell:role.${value}`) }))}
        onChange={(value: string | null) => change({ role: value ?? undefined })}
      />
      <DepartmentSelect
        name={t('identity:field.departmentId')}
        placeholder={t('identity:field.departmentId')}
        value={search.departmentId ?? null}
        onChange={value => change({ departmentId: value ?? undefined })}
      />
      <Select
        allowClear
        value={search.active ?? null}
        placeholder={t('identity:column.state')}
        aria-label={t('identity:column.state')}
        options={[
          { value: 'true', label: t('identity:active') },
          { value: 'false', label: t('identity:inactive') },
        ]}
        onChange={(value: string | null) => change({ active: value ?? undefined })}
      />
    </>
  )
}

/** Everybody who may sign in; made and changed by the security administrator. */
export function Page() {
  const { t } = useWords()
  const [search, change] = useFilters()
  const { person, ...filter } = search
  const mayEdit = useMay('people:edit')
  const [creating, setCreating] = useState(false)
  const [secret, setSecret] = useState<{ account: string; password: string } | null>(null)
  const list = usePeople(filter)
  const columns = useColumns(personId => change({ person: personId }))
  const show = (account: string, password: string) => {
    setCreating(false)
    setSecret({ account, password })
  }
  useKeys(mayEdit ? [{ keys: 'n', label: 'identity:create', run: () => setCreating(true) }] : [])
  return (
    <div className="stack">
      <search className="panel filters">
        <Filters />
        {mayEdit && (
          <Button type="primary" onClick={() => setCreating(true)}>
            {t('identity:create')}
          </Button>
        )}
      </search>
      <div className="panel">
        {list.error && <ProblemNotice error={list.error} retry={() => void list.refetch()} />}
        {!list.people && !list.error && <Loading rows={12} />}
        {list.people && (
          <Table<Person>
            rowKey="id"
            size="small"
            columns={columns}
            dataSource={list.people}
            pagination={false}
            locale={{ emptyText: <Nothing title={t('identity:empty')} next={t('identity:empty-next')} /> }}
          />
        )}
        {list.hasNextPage && (
          <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('identity:more')}
          </Button>
        )}
      </div>
      {creating && <CreatePerson onClose={() => setCreating(false)} onMade={show} />}
      {person && (
        <EditPerson personId={person} onClose={() => change({ person: undefined })} onPassword={show} />
      )}
      {secret && (
        <SecretOnce
          title={t('identity:password-of', { account: secret.account })}
          note={t('identity:password-note')}
          secret={secret.password}
          onClose={() => setSecret(null)}
        />
      )}
    </div>
  )
}
