import { DeleteOutlined, DownloadOutlined, StarOutlined } from '@ant-design/icons'
import { App, Button, Dropdown, Input, Popover, Tag } from 'antd'
import { useRef, useState } from 'react'
import type { ViewPage } from '#cases/board.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { stringifySearch } from '#console/kit/search.rules.ts'
import { useMay } from '#console/kit/session.ts'
import { useGo } from '#console/kit/use-search.ts'
import { useForgetView, useSaveView, useViews } from './board-calls.ts'

type Filter = Record<string, string>

/** The filters one named, and a name for the present one. */
export function Views({ filter, page }: { filter: Filter; page: ViewPage }) {
  const { t } = useWords()
  const go = useGo()
  const { message } = App.useApp()
  const views = useViews().data?.items ?? []
  const save = useSaveView()
  const forget = useForgetView()
  const [name, setName] = useState('')
  const [open, setOpen] = useState(false)
  const content = useRef<HTMLDivElement>(null)
  const submit = () => {
    if (name.trim() === '') return
    save.mutate(
      { name: name.trim(), filter, page },
      {
        onSuccess: () => {
          void message.success(t('board:views.saved', { name: name.trim() }))
          setName('')
          setOpen(false)
        },
      },
    )
  }
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      // It stands at the end of the page, where nobody finds it with Tab.
      afterOpenChange={shown =>
        shown && content.current?.querySelector<HTMLElement>('button, input')?.focus()
      }
      trigger="click"
      placement="bottomRight"
      content={
        <div ref={content} className="stack-tight" style={{ width: 280 }}>
          {views.length === 0 && <p className="quiet">{t('board:views.none')}</p>}
          <ul className="plain-list stack-tight">
            {views.map(one => (
              <li key={one.viewId} className="row-between">
                <Button
                  type="link"
                  onClick={() => {
                    setOpen(false)
                    go(`/${one.page}${stringifySearch(one.filter)}`)
                  }}
                >
                  {one.name}
                  {one.page === 'map' && <Tag>{t('board:views.map')}</Tag>}
                </Button>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('board:views.forget', { name: one.name })}
                  onClick={() => forget.mutate(one.viewId)}
                />
              </li>
            ))}
          </ul>
          {save.error && <ProblemNotice error={save.error} />}
          <form
            className="row"
            onSubmit={event => {
              event.preventDefault()
              submit()
            }}
          >
            <Input
              value={name}
              maxLength={60}
              placeholder={t('board:views.name')}
              aria-label={t('board:views.name')}
              onChange={event => setName(event.target.value)}
              style={{ flex: 1 }}
            />
            <Button htmlType="submit" loading={save.isPending}>
              {t('board:views.save')}
            </Button>
          </form>
        </div>
      }
    >
      <Button icon={<StarOutlined />}>{t('board:views.choose')}</Button>
    </Popover>
  )
}

function Export({ filter }: { filter: Filter }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const download = (key: string) => {
    const [format, outside] = key.split(' ')
    const link = document.createElement('a')
    link.href = `/api/exports/cases${stringifySearch({ ...filter, format: format!, ...(outside ? { outside: 'true' } : {}) })}`
    link.download = ''
    link.click()
    void message.info(t('board:export.started'))
  }
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      menu={{
        items: [
          {
            key: 'note',
            disabled: true,
            label: <span className="small quiet">{t('board:export.note')}</span>,
          },
          { key: 'csv', label: t('board:export.csv') },
          { key: 'xlsx', label: t('board:export.xlsx') },
          { key: 'xlsx outside', label: t('board:export.outside') },
          {
            key: 'outside-note',
            disabled: true,
            label: <span className="small quiet">{t('board:export.outside-note')}</span>,
          },
        ],
        onClick: ({ key }) => download(key),
      }}
      overlayStyle={{ maxWidth: 300 }}
    >
      <Button icon={<DownloadOutlined />}>{t('board:export.button')}</Button>
    </Dropdown>
  )
}

/** What can be done with a whole list: keep its filter under a name, take it out as a file. */
export function ListTools({ filter }: { filter: Filter }) {
  const exports = useMay('cases:export')
  return (
    <span className="row">
      <Views filter={filter} page="cases" />
      {exports && <Export filter={filter} />}
    </span>
  )
}
