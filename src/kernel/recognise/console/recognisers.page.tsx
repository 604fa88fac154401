import { Button, Table, type TableColumnsType } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { ToneTag } from '#console/kit/tone.tsx'
import { useFilters } from '#console/kit/use-search.ts'
import type { RecogniserList, RecogniserView } from '#kernel/recognise/own/own-recogniser.contract.ts'
import { useRecognisers } from './recogniser-calls.ts'
import { RecogniserEditor } from './recogniser-editor.tsx'
import { TryBox } from './try-box.tsx'
import './recognise.css'

type BuiltIn = RecogniserList['builtIn'][number]

function useBuiltInColumns(): TableColumnsType<BuiltIn> {
  const { t } = useWords()
  return [
    {
      key: 'type',
      title: t('recognise:column.what'),
      width: 130,
      render: (_, one) => t(`guard:type.${one.type}`),
    },
    {
      key: 'finds',
      title: t('recognise:column.finds'),
      render: (_, one) => (
        <>
          <div>{t(`recognise:finds.${one.type}`)}</div>
          <div className="small quiet">{one.means.map(by => t(`recognise:because.${by}`)).join(' · ')}</div>
        </>
      ),
    },
    { key: 'level', title: t('recognise:column.level'), width: 80, dataIndex: 'level' },
  ]
}

function useOwnColumns(open: (key: string) => void): TableColumnsType<RecogniserView> {
  const { t, language } = useWords()
  return [
    {
      key: 'title',
      title: t('recognise:column.what'),
      render: (_, one) => (
        <>
          <Button type="link" className="cell-link" onClick={() => open(one.key)}>
            {language === 'en' ? one.titleEn : one.titleZh}
          </Button>
          <div className="small quiet">{one.key}</div>
        </>
      ),
    },
    {
      key: 'pattern',
      title: t('recognise:column.pattern'),
      responsive: ['md'],
      render: (_, one) => (
        <>
          <code className="recognise-pattern">{one.pattern}</code>
          <div className="small quiet">
            {[
              ...(one.checksum === 'none' ? [] : [t(`recognise:checksum.${one.checksum}`)]),
              ...one.words,
            ].join(' · ')}
          </div>
        </>
      ),
    },
    { key: 'level', title: t('recognise:column.level'), width: 80, dataIndex: 'level' },
    {
      key: 'state',
      title: t('recognise:column.state'),
      width: 150,
      render: (_, one) => (
        <>
          <ToneTag tone={one.enabled ? 'good' : 'calm'}>
            {t(`recognise:${one.enabled ? 'on' : 'off'}`)}
          </ToneTag>
          <div className="small quiet">
            {t('recognise:version', { version: one.version })} · <Moment at={one.changedAt} />
          </div>
        </>
      ),
    },
  ]
}

/** What of people is recognised in texts, a text to try it on, and the city's own recognisers. */
export function Page() {
  const { t } = useWords()
  const [search, change] = useFilters()
  const mayEdit = useMay('guard:edit')
  const list = useRecognisers()
  const builtIn = useBuiltInColumns()
  const own = useOwnColumns(key => change({ own: key }))
  if (list.error) return <ProblemNotice error={list.error} retry={() => void list.refetch()} />
  if (!list.data) return <Loading rows={12} />
  const chosen = list.data.own.find(one => one.key === search.own)
  const adding = search.add === 'true'
  const close = () => change({ own: undefined, add: undefined })
  return (
    <div className="stack">
      <p className="quiet">{t('recognise:intro')}</p>
      <TryBox own={list.data.own} />
      <section className="panel stack-tight">
        <div className="row-between">
          <h2>{t('recognise:own')}</h2>
          {mayEdit && (
            <Button type="primary" onClick={() => change({ add: 'true' })}>
              {t('recognise:add')}
            </Button>
          )}
        </div>
        <Table<RecogniserView>
          rowKey="key"
          size="small"
          columns={own}
          dataSource={list.data.own}
          pagination={false}
          locale={{ emptyText: <Nothing title={t('recognise:none')} next={t('recognise:none-next')} /> }}
        />
      </section>
      <section className="panel stack-tight">
        <h2>{t('recognise:built-in')}</h2>
        <Table<BuiltIn>
          rowKey="type"
          size="small"
          columns={builtIn}
          dataSource={list.data.builtIn}
          pagination={false}
        />
      </section>
      {(chosen || (adding && mayEdit)) && (
        <RecogniserEditor key={chosen?.key ?? ''} of={chosen} mayEdit={mayEdit} onClose={close} />
      )}
    </div>
  )
}
