import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { CategorySelect } from '#cases/console/action-field.tsx'
import { useRegions } from '#console/kit/city.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { RegionSelect } from '#console/kit/selects.tsx'
import { useMay } from '#console/kit/session.ts'
import { useRepeats } from './repeat-calls.ts'
import { RepeatCard } from './repeat-card.tsx'

interface Tried {
  detail: string
  categoryId: string | null
  regionId: string | null
  longitude: number | null
  latitude: number | null
}

const empty: Tried = { detail: '', categoryId: null, regionId: null, longitude: null, latitude: null }

function Degrees(props: {
  label: string
  most: number
  value: number | null
  onChange(value: number | null): void
}) {
  const { label, most, value, onChange } = props
  return (
    <Field label={label}>
      {control => (
        <InputNumber
          {...control}
          min={-most}
          max={most}
          step={0.001}
          style={{ width: '100%' }}
          value={value}
          onChange={onChange}
        />
      )}
    </Field>
  )
}

/** A place and words: what would be found now. It reads what others said, so it takes the right to search by content. */
export function TrySearch() {
  const { t } = useWords()
  const may = useMay('cases:search')
  const regions = useRegions()
  const [form, setForm] = useState<Tried>(empty)
  const [question, setQuestion] = useState<Tried | null>(null)
  const found = useRepeats(may ? question : null)
  const change = (part: Partial<Tried>) => setForm(before => ({ ...before, ...part }))
  const placed = form.regionId !== null || (form.longitude !== null && form.latitude !== null)
  const choose = (regionId: string | null) => {
    const region = regions?.find(one => one.id === regionId)
    change({ regionId, longitude: region?.longitude ?? null, latitude: region?.latitude ?? null })
  }
  return (
    <section className="panel stack-tight" aria-label={t('repeats:try.title')}>
      <h2>{t('repeats:try.title')}</h2>
      {!may && <p className="quiet">{t('repeats:try.not-permitted')}</p>}
      {may && (
        <form
          className="stack-tight"
          onSubmit={event => {
            event.preventDefault()
            if (placed && form.detail.trim() !== '') setQuestion(form)
          }}
        >
          <p className="small quiet">{t('repeats:try.note')}</p>
          <Field label={t('repeats:try.words')}>
            {control => (
              <Input.TextArea
                {...control}
                autoSize={{ minRows: 2, maxRows: 6 }}
                maxLength={2000}
                value={form.detail}
                onChange={event => change({ detail: event.target.value })}
              />
            )}
          </Field>
          <div className="fields">
            <Field label={t('repeats:column.category')}>
              {control => (
                <CategorySelect
                  id={control.id}
                  value={form.categoryId}
                  onChange={categoryId => change({ categoryId })}
                />
              )}
            </Field>
            <Field label={t('repeats:try.region')} note={t('repeats:try.region-note')}>
              {control => <RegionSelect {...control} value={form.regionId} onChange={choose} />}
            </Field>
            <Degrees
              label={t('repeats:try.longitude')}
              most={180}
              value={form.longitude}
              onChange={longitude => change({ longitude })}
            />
            <Degrees
              label={t('repeats:try.latitude')}
              most={90}
              value={form.latitude}
              onChange={latitude => change({ latitude })}
            />
          </div>
          <div>
            <Button
              htmlType="submit"
              disabled={!placed || form.detail.trim() === ''}
              loading={found.isFetching}
            >
              {t('repeats:try.run')}
            </Button>
          </div>
        </form>
      )}
      {found.error && <ProblemNotice error={found.error} kept />}
      {question && found.data && !found.isFetching && (
        <div role="status" className="stack-tight">
          {found.data.items.length === 0 ? (
            <Nothing title={t('repeats:try.nothing')} next={t('repeats:try.nothing-next')} />
          ) : (
            <ul className="plain-list stack-tight">
              {found.data.items.map(one => (
                <li key={one.caseId}>
                  <RepeatCard one={one} />
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </section>
  )
}
