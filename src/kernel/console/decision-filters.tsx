import { useMutation } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { levels } from '#base/level.contract.ts'
import { saveFile } from '#console/kit/client.ts'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { TextFilter } from '#console/kit/text-filter.tsx'
import { outcomes, verdicts } from '#kernel/kernel.contract.ts'

type Search = Readonly<Record<string, string | undefined>>
interface Props {
  search: Search
  change(part: Record<string, string | undefined>): void
  algorithms: readonly { id: string; title: { zh: string; en: string } }[]
}

const day = 86_400_000

/** The question in the address as the server takes it: days of this clock become moments. */
export function askedOf({ from, to, ...same }: Search): Record<string, string> {
  const midnight = (date: string) => new Date(`${date}T00:00:00`)
  const moments = {
    since: from && midnight(from).toISOString(),
    until: to && new Date(midnight(to).getTime() + day).toISOString(),
  }
  const all = Object.entries({ ...same, ...moments })
  return Object.fromEntries(all.flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

function Choice({
  name,
  value,
  options,
  change,
}: {
  name: string
  value: string | undefined
  options: { value: string; label: string }[]
  change: Props['change']
}) {
  const { t } = useWords()
  return (
    <Select
      allowClear
      value={value ?? null}
      placeholder={t(`kernel:column.${name}`)}
      aria-label={t(`kernel:column.${name}`)}
      popupMatchSelectWidth={false}
      options={options}
      onChange={(chosen: string | null) => change({ [name]: chosen ?? undefined })}
    />
  )
}

/** Filters of the explorer of decisions, all of them in the address, and taking what they find out as a file. */
export function DecisionFilters({ search, change, algorithms }: Props) {
  const { t, language } = useWords()
  const save = useMutation({
    mutationFn: () => saveFile({ path: '/api/exports/decisions', query: askedOf(search) }),
  })
  const set = Object.keys(search).filter(name => search[name])
  const word = (kind: string) => (value: string) => ({ value, label: t(`kernel:${kind}.${value}`) })
  const choices = {
    algorithm: algorithms.map(({ id, title }) => ({
      value: id,
      label: language === 'en' ? title.en : title.zh,
    })),
    outcome: outcomes.map(word('outcome')),
    verdict: [{ value: 'open', label: t('kernel:open') }, ...verdicts.map(word('verdict'))],
    level: levels.map(value => ({ value, label: value })),
    confidenceBelow: ['0.9', '0.8', '0.7', '0.5'].map(value => ({
      value,
      label: t('kernel:below', { share: `${Number(value) * 100} %` }),
    })),
  }
  return (
    <div className="panel stack-tight">
      <search className="filters">
        {Object.entries(choices).map(([name, options]) => (
          <Choice key={name} name={name} value={search[name]} options={options} change={change} />
        ))}
        <TextFilter name="model" label={t('kernel:column.model')} width={130} />
        <TextFilter name="account" label={t('kernel:column.account')} width={130} />
        <TextFilter name="subject" label={t('kernel:column.subject')} />
        {['from', 'to'].map(name => (
          <Input
            key={name}
            type="date"
            value={search[name] ?? ''}
            aria-label={t(`kernel:column.${name}`)}
            prefix={<span className="small quiet">{t(`kernel:column.${name}`)}</span>}
            onChange={event => change({ [name]: event.target.value || undefined })}
            style={{ width: 180 }}
          />
        ))}
        {set.length > 0 && (
          <Button type="text" onClick={() => change(Object.fromEntries(set.map(name => [name, undefined])))}>
            {t('kit:filter.clear')}
          </Button>
        )}
        <Button onClick={() => save.mutate()} loading={save.isPending} title={t('kernel:export-note')}>
          {t('kernel:export')}
        </Button>
      </search>
      {save.error && <ProblemNotice error={save.error} />}
    </div>
  )
}
