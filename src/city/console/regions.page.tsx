import { Segmented, Tag, Tree } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { type Region, type RegionLevel, regionLevels } from '#city/region.contract.ts'
import { useRegions } from '#console/kit/city.ts'
import { nameIn, useWords } from '#console/kit/language.ts'
import { Loading, Nothing } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { useFilters } from '#console/kit/use-search.ts'
import { AddRegion } from './add-region.tsx'
import { ListHead } from './list-head.tsx'
import { RegionMap } from './region-map.tsx'
import { RegionPanel } from './region-panel.tsx'
import { type Branch, hasWords, treeOf } from './tree.rules.ts'
import { useFocusBack } from './use-focus-back.ts'
import './city.css'

interface TreeRow {
  key: string
  title: ReactNode
  children?: TreeRow[]
}

/** The city and its parts: a tree beside a map; choosing in one shows in the other. */
export function Page() {
  const { t, language } = useWords()
  const [search, change] = useFilters()
  const regions = useRegions()
  const mayEdit = useMay('city:edit')
  const words = search.words ?? ''
  const isAdding = mayEdit && search.add === 'true'
  useFocusBack(isAdding)
  const tree = useMemo(() => {
    const row = (one: Branch<Region>): TreeRow => ({
      key: one.id,
      title: (
        <>
          {nameIn(language, one)}{' '}
          {one.validTo && <Tag color="gold">{t('city:entry-ends-on', { date: one.validTo })}</Tag>}
        </>
      ),
      ...(one.children ? { children: one.children.map(row) } : {}),
    })
    const matches = words
      ? (one: Region) => hasWords(`${one.name} ${one.nameEnglish} ${one.code}`, words)
      : undefined
    return treeOf(regions ?? [], matches).map(row)
  }, [regions, words, language, t])
  if (!regions) return <Loading rows={12} />
  const chosen = regions.find(one => one.id === search.region)
  const level: RegionLevel = regionLevels.find(one => one === search.level) ?? 'district'
  const choose = (id: string | undefined) => {
    const to = regions.find(one => one.id === id)
    change({ region: id, ...(to && to.level !== 'city' ? { level: to.level } : {}) })
  }
  const present = regionLevels.filter(one => one !== 'city' && regions.some(region => region.level === one))
  return (
    <div className="stack">
      <ListHead label={t('city:filter.region')} add={mayEdit ? 'city:add.region' : null} />
      <div className="region-halves">
        <section className="panel stack-tight">
          {regions.length === 0 && (
            <Nothing title={t('city:none.region')} {...(mayEdit ? { next: t('city:none.next') } : {})} />
          )}
          {regions.length > 0 && tree.length === 0 && <Nothing title={t('city:empty.region')} />}
          <Tree<TreeRow>
            key={`${words}${regions.length}`}
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
          {chosen ? (
            <RegionPanel key={chosen.id} of={chosen} />
          ) : (
            <p className="quiet">{t('city:choose-region')}</p>
          )}
        </section>
      </div>
      {isAdding && (
        <AddRegion
          within={chosen}
          onClose={() => change({ add: undefined })}
          onAdded={id => change({ add: undefined, region: id })}
        />
      )}
    </div>
  )
}
