import { Tag } from 'antd'
import { useWords } from '#console/kit/language.ts'
import type { ModelState } from '#models/model.contract.ts'

const colours: Record<ModelState, string> = {
  active: 'green',
  candidate: 'blue',
  trial: 'gold',
  retired: 'default',
}

/** Where a version stands. */
export function VersionState({ state }: { state: ModelState }) {
  const { t } = useWords()
  return <Tag color={colours[state]}>{t(`models:state.${state}`)}</Tag>
}
