import { Button, Checkbox, Select, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { levels } from '#base/level.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { TextFilter } from '#console/kit/text-filter.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import { useFilters } from '#console/kit/use-search.ts'
import type { LevelSettings, MappedField } from '#kernel/levels/level-settings.contract.ts'
import { FieldDrawer } from './field-drawer.tsx'
import { useFields } from './level-calls.ts'
import { useLevelName, useLevelOptions } from './level-words.ts'

const pageSize = 50

/** Every field of every contract, searched and filtered. */
export function FieldsPanel({ state }: { state: { number: number; settings: LevelSettings } }) {
  const { t } = useWords()
  const mayEdit = useMay('levels:edit')
  const [search, change] = useFilters()
  const [chosen, setChosen] = useState<MappedField | null>(null)
  const nameOf = useLevelName(state.settings)
  const options = useLevelOptions(state.settings)
  const { room, level, words, changed, page } = search
  const list = useFields({ room, level, words, changed, page })
  const roomName = (key: string) => t(`levels:room.${key}`, { defaultValue: key })
  const filter = (part: Record<string, string | undefined>) => change({ page: undefined, ...part })
  if (list.error && !list.data) return <ProblemNotice error={list.error} retry={() => void list.refetch()} />
  if (!list.data) return <Loading rows={10} />
  const columns: TableColumnsType<MappedField> = [
    {
      key: 'field',
      title: t('levels:column.field'),
      render: (_, one) => (
        <>
          <Button type="link" className="cell-link levels-name" onClick={() => setChosen(one)}>
            {one.field}
          </Button>
          <div className="small quiet">
            {roomName(one.room)} · {one.contract}
          </div>
        </>
      ),
    },
    {
      key: 'level',
      title: t('levels:column.level'),
      width: 150,
      render: (_, one) => (
        <>
          {nameOf(one.raise ?? one.own)}
          {one.raise && <div className="small quiet">{t('levels:raised-from', { level: one.own })}</div>}
          {one.flags.map(flag => (
            <ToneTag key={flag} tone={flag === 'core' ? 'bad' : 'warning'}>
              {t(`levels:flag.${flag}`)}
            </ToneTag>
          ))}
        </>
      ),
    },
    {
      key: 'roles',
      title: t('levels:column.roles'),
      responsive: ['lg'],
      render: (_, one) => {
        const names = one.roles.map(role => t(`shell:role.${role}`)).join(' · ')
        // Nearly everybody's, written out on every row, hid the rows that matter: the drawer has them all.
        const words = one.roles.length > 6 ? t('levels:roles-many', { count: one.roles.length }) : names
        return (
          <span className="small quiet" title={names}>
            {words}
          </span>
        )
      },
    },
  ]
  const rooms = list.data.rooms
  return (
    <section className="panel stack-tight">
      <h2>{t('levels:map')}</h2>
      <Table
        rowKey="room"
        tableLayout="fixed"
        size="small"
        pagination={false}
        dataSource={rooms}
        columns={[
          { key: 'room', title: t('levels:column.room'), render: (_, row) => roomName(row.room) },
          ...levels.map(one => ({
            key: one,
            title: one,
            align: 'right' as const,
            render: (_: unknown, row: (typeof rooms)[number]) => (
              <Button
                type="link"
                className="cell-link"
                aria-label={t('levels:show', {
                  room: roomName(row.room),
                  level: one,
                  count: row.counts[one],
                })}
                onClick={() => filter({ room: row.room, level: one })}
              >
                {row.counts[one]}
              </Button>
            ),
          })),
        ]}
      />
      <div className="filters">
        <TextFilter name="words" label={t('levels:search')} width={220} />
        <Select
          allowClear
          aria-label={t('levels:column.room')}
          placeholder={t('levels:column.room')}
          value={room ?? null}
          options={rooms.map(one => ({ value: one.room, label: roomName(one.room) }))}
          onChange={value => filter({ room: value ?? undefined })}
        />
        <Select
          allowClear
          aria-label={t('levels:column.level')}
          placeholder={t('levels:column.level')}
          value={level ?? null}
          options={options}
          onChange={(value: string | null) => filter({ level: value ?? undefined })}
        />
        <Checkbox
          checked={changed === 'true'}
          onChange={event => filter({ changed: event.target.checked ? 'true' : undefined })}
        >
          {t('levels:changed-only')}
        </Checkbox>
      </div>
      <Table<MappedField>
        rowKey="id"
        size="small"
        columns={columns}
        dataSource={list.data.items}
        locale={{ emptyText: <Nothing title={t('levels:nothing')} next={t('levels:nothing-next')} /> }}
        pagination={{
          current: Number(page ?? '1') || 1,
          pageSize,
          total: list.data.count,
          showSizeChanger: false,
          showTotal: count => t('levels:count', { count }),
          onChange: to => change({ page: to === 1 ? undefined : String(to) }),
        }}
      />
      {chosen && (
        <FieldDrawer
          key={chosen.id}
          of={chosen}
          state={state}
          mayEdit={mayEdit}
          onClose={() => setChosen(null)}
        />
      )}
    </section>
  )
}
