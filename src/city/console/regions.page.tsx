import { Input, Segmented, Tree } from 'antd'
import { useDeferredValue, useMemo, useState } from 'react'
import { type Region, type RegionLevel, regionLevels } from '#city/region.contract.ts'
import { useCityNames, useRegions } from '#console/kit/city.ts'
import { nameIn, useWords } from '#console/kit/language.ts'
import { Loading, Nothing } from '#console/kit/notices.tsx'
import { useFilters } from '#console/kit/use-search.ts'
import { RegionMap } from './region-map.tsx'
import { type Branch, hasWords, treeOf } from './tree.rules.ts'
import './city.css'

interface TreeRow {
  key: string
  title: string
  children?: TreeRow[]
}

function Facts({ of }: { of: Region }) {
  const { t } = useWords()
  const names = useCityNames()
  return (
    <dl className="facts">
      <dt>{t('city:field.level')}</dt>
      <dd>{t(`city:level.${of.level}`)}</dd>
      <dt>{t('city:field.path')}</dt>
      <dd>{[...of.ancestors, of.id].map(names.region).join(' · ')}</dd>
      <dt>{t('city:field.code')}</dt>
      <dd className="number">{of.code}</dd>
      {of.longitude !== null && of.latitude !== null && (
        <>
          <dt>{t('city:field.center')}</dt>
          <dd className="number">
            {of.longitude.toFixed(5)}, {of.latitude.toFixed(5)}
          </dd>
        </>
      )}
    </dl>
  )
}

/** The city and its parts: a tree beside a map; choosing in one shows in the other. */
export function Page() {
  const { t, language } = useWords()
  const [search, change] = useFilters()
  const regions = useRegions()
  const [typed, setTyped] = useState('')
  const words = useDeferredValue(typed)
  const tree = useMemo(() => {
    const row = (one: Branch<Region>): TreeRow => ({
      key: one.id,
      title: nameIn(language, one),
      ...(one.children ? { children: one.children.map(row) } : {}),
    })
    const matches = words
      ? (one: Region) => hasWords(`${one.name} ${one.nameEnglish} ${one.code}`, words)
      : undefined
    return treeOf(regions ?? [], matches).map(row)
  }, [regions, words, language])
  if (!regions) return <Loading rows={12} />
  const chosen = regions.find(one => one.id === search.region)
  const level: RegionLevel = regionLevels.find(one => one === search.level) ?? 'district'
  const choose = (id: string | undefined) => {
    const to = regions.find(one => one.id === id)
    change({ region: id, ...(to && to.level !== 'city' ? { level: to.level } : {}) })
  }
  const present = regionLevels.filter(one => one !== 'city' && regions.some(region => region.level === one))
  return (
    <div className="region-halves">
      <section className="panel stack-tight">
        <Input
          allowClear
          value={typed}
          placeholder={t('city:filter.region')}
          aria-label={t('city:filter.region')}
          onChange={event => setTyped(event.target.value)}
        />
        {tree.length === 0 && <Nothing title={t('city:empty.region')} />}
        <Tree<TreeRow>
          key={words}
          blockNode
          treeData={tree}
          height={560}
          defaultExpandAll={words !== ''}
          defaultExpandedKeys={chosen ? [...chosen.ancestors] : tree.map(one => one.key)}
          selectedKeys={chosen ? [chosen.id] : []}
          onSelect={keys => choose(keys[0] as string | undefined)}
        />
      </section>
      <section className="panel stack-tight">
        <Segmented<RegionLevel>
          value={level}
          aria-label={t('city:field.level')}
          options={present.map(value => ({ value, label: t(`city:level.${value}`) }))}
          onChange={value => change({ level: value })}
        />
        <RegionMap level={level} chosen={chosen?.id ?? null} onChoose={choose} />
        {chosen ? <Facts of={chosen} /> : <p className="quiet">{t('city:choose-region')}</p>}
      </section>
    </div>
  )
}
