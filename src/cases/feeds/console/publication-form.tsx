import { App, Button, Checkbox, InputNumber, Radio, Switch } from 'antd'
import { useState } from 'react'
import { feedColumns, type PublicationView, requestListings } from '#cases/feeds/publication.contract.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { Keys } from '#console/kit/shortcut.tsx'
import { useKeys } from '#console/kit/use-keys.ts'
import { differs, releasesPlaces, type Wanted, wantedOf } from './publication.rules.ts'
import { useChangePublication } from './publication-calls.ts'

const yearOfMonths = 12

/** Open data on or off, its columns and months; how single cases are listed by Open311. */
export function PublicationForm({ held }: { held: PublicationView }) {
  const { t } = useWords()
  const { message, modal } = App.useApp()
  const [seen, setSeen] = useState(held)
  const [form, setForm] = useState<Wanted>(() => wantedOf(held))
  const change = (part: Partial<Wanted>) => setForm(before => ({ ...before, ...part }))
  const save = useChangePublication()
  const none = form.columns.length === 0
  const changed = differs(seen, form)
  const take = (view: PublicationView) => {
    setSeen(view)
    setForm(wantedOf(view))
  }
  const send = () =>
    save.mutate(
      { ...form, version: seen.version },
      {
        // What is changed while it is being saved stays changed.
        onSuccess: view => {
          setSeen(view)
          void message.success(t('feeds:saved'))
        },
      },
    )
  const ask = () => {
    if (none || !changed || save.isPending) return
    if (!releasesPlaces(seen, form)) return send()
    modal.confirm({
      title: t('feeds:release'),
      content: t('feeds:release-note'),
      okText: t('feeds:release-yes'),
      cancelText: t('feeds:release-no'),
      onOk: send,
    })
  }
  useKeys([{ keys: 'mod+enter', label: 'feeds:save', run: ask }], true)
  return (
    <form
      noValidate
      className="stack"
      onSubmit={event => {
        event.preventDefault()
        ask()
      }}
    >
      {save.error && <ProblemNotice error={save.error} kept />}
      {save.error && held.version !== seen.version && (
        <div>
          <Button
            onClick={() => {
              take(held)
              save.reset()
            }}
          >
            {t('feeds:take-over')}
          </Button>
        </div>
      )}
      <section className="panel stack-tight" aria-label={t('feeds:open-data')}>
        <div className="row">
          <Switch
            checked={form.openData}
            aria-label={t('feeds:open-data')}
            onChange={openData => change({ openData })}
          />
          <h2>{t('feeds:open-data')}</h2>
        </div>
        <p className="quiet">{t('feeds:open-data-note')}</p>
        <Field label={t('feeds:columns')} error={none ? t('feeds:columns-needed') : undefined}>
          {({ id: _, status: __, ...control }) => (
            <Checkbox.Group
              {...control}
              disabled={!form.openData}
              value={[...form.columns]}
              options={feedColumns.map(value => ({ value, label: t(`feeds:offered.${value}`) }))}
              onChange={columns => change({ columns: feedColumns.filter(one => columns.includes(one)) })}
            />
          )}
        </Field>
        <div className="row">
          <Checkbox
            disabled={!form.openData}
            checked={form.newestMonths === null}
            onChange={event => change({ newestMonths: event.target.checked ? null : yearOfMonths })}
          >
            {t('feeds:all-months')}
          </Checkbox>
          {form.newestMonths !== null && (
            <InputNumber
              min={1}
              max={600}
              precision={0}
              disabled={!form.openData}
              prefix={t('feeds:newest')}
              suffix={t('feeds:months')}
              aria-label={t('feeds:newest-months')}
              style={{ width: 190 }}
              value={form.newestMonths}
              onChange={value => change({ newestMonths: value ?? 1 })}
            />
          )}
        </div>
      </section>
      <section className="panel stack-tight" aria-label={t('feeds:requests')}>
        <h2>{t('feeds:requests')}</h2>
        <p className="quiet">{t('feeds:requests-note')}</p>
        <Radio.Group
          value={form.requests}
          aria-label={t('feeds:requests')}
          onChange={event => change({ requests: event.target.value })}
          className="stack-tight"
          style={{ display: 'flex' }}
        >
          {requestListings.map(value => (
            <Radio key={value} value={value}>
              {t(`feeds:listing.${value}`)}
              <div className="small quiet">{t(`feeds:listing-note.${value}`)}</div>
            </Radio>
          ))}
        </Radio.Group>
      </section>
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!changed || none} loading={save.isPending}>
          {t('feeds:save')} <Keys of="mod+enter" />
        </Button>
        {changed && <Button onClick={() => setForm(wantedOf(seen))}>{t('feeds:discard')}</Button>}
      </div>
    </form>
  )
}
