import { Button, Select, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useWords } from '#console/kit/language.ts'
import { listText } from '#console/kit/list-text.ts'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { TextFilter } from '#console/kit/text-filter.tsx'
import { useFilters } from '#console/kit/use-search.ts'
import type { VocabularyVersion, VocabularyWord } from '#kernel/vocabulary/vocabulary.contract.ts'
import { ActionTag } from './action-tag.tsx'
import { EditDrawer } from './edit-drawer.tsx'
import { MaskedWord } from './masked-word.tsx'
import { useVersionName } from './version-name.ts'
import { useVocabularyWords } from './vocabulary-calls.ts'

const pageSize = 20

function Neighbours({ of }: { of: VocabularyWord }) {
  const { t, language } = useWords()
  const parts = [
    { key: 'onlyWith', words: of.onlyWith },
    { key: 'notWith', words: of.notWith },
  ].filter(one => one.words.length > 0)
  return (
    <div className="small">
      {parts.map(({ key, words }) => (
        <div key={key}>
          {t(`vocabulary:rule.${key}`, { words: listText(words.slice(0, 4), language), more: words.length })}
        </div>
      ))}
    </div>
  )
}

/** The words of a version, searched and by category; one is changed or taken out by making another version. */
export function WordsTable({ of }: { of: VocabularyVersion }) {
  const { t, language } = useWords()
  const edits = useMay('guard:edit')
  const nameOf = useVersionName()
  const [search, change] = useFilters()
  const [edited, setEdited] = useState<VocabularyWord | null>(null)
  const page = Math.max(1, Number(search.page ?? '1') || 1)
  const version = of.id ?? 'shipped'
  const list = useVocabularyWords({
    version,
    search: search.search,
    category: search.category,
    from: (page - 1) * pageSize,
    limit: pageSize,
  })
  const number = new Intl.NumberFormat(language)
  const columns: TableColumnsType<VocabularyWord> = [
    {
      key: 'word',
      title: t('vocabulary:column.word'),
      width: '30%',
      render: (_, one) => (
        <>
          <MaskedWord word={one.word} />
          <div className="small quiet">{one.category}</div>
        </>
      ),
    },
    {
      key: 'action',
      title: t('vocabulary:column.action'),
      render: (_, one) => <ActionTag action={one.action} overridable={one.overridable} />,
    },
    {
      key: 'rules',
      title: t('vocabulary:column.rules'),
      responsive: ['md'],
      render: (_, one) => <Neighbours of={one} />,
    },
    {
      key: 'source',
      title: t('vocabulary:column.source'),
      responsive: ['lg'],
      render: (_, one) => <span className="small quiet">{one.source}</span>,
    },
    ...(edits
      ? [
          {
            key: 'edit',
            title: '',
            width: 90,
            render: (_: unknown, one: VocabularyWord) => (
              <Button size="small" onClick={() => setEdited(one)}>
                {t('vocabulary:edit')}
              </Button>
            ),
          },
        ]
      : []),
  ]
  return (
    <section className="panel stack-tight">
      <div className="row-between">
        <h2>{t('vocabulary:words', { version: nameOf(of) })}</h2>
        <search className="filters">
          <TextFilter name="search" label={t('vocabulary:search')} />
          <Select
            allowClear
            value={search.category ?? null}
            placeholder={t('vocabulary:column.category')}
            aria-label={t('vocabulary:column.category')}
            popupMatchSelectWidth={false}
            options={(list.data?.categories ?? []).map(one => ({
              value: one.category,
              label: `${one.category} ${number.format(one.words)}`,
            }))}
            onChange={(value: string | null) => change({ category: value ?? undefined, page: undefined })}
          />
        </search>
      </div>
      {list.error && <ProblemNotice error={list.error} retry={() => void list.refetch()} />}
      {!list.data && !list.error && <Loading rows={8} />}
      {list.data && (
        <Table<VocabularyWord>
          rowKey={one => `${one.word}\n${one.category}`}
          size="small"
          columns={columns}
          dataSource={list.data.items}
          pagination={{
            current: page,
            pageSize,
            total: list.data.total,
            showSizeChanger: false,
            hideOnSinglePage: true,
            onChange: next => change({ page: next === 1 ? undefined : String(next) }),
          }}
          locale={{
            emptyText: <Nothing title={t('vocabulary:no-words')} next={t('vocabulary:no-words-next')} />,
          }}
        />
      )}
      {edited && <EditDrawer version={version} of={edited} onClose={() => setEdited(null)} />}
    </section>
  )
}
