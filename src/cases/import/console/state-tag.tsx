import { Tag } from 'antd'
import type { ImportState } from '#cases/imports.contract.ts'
import { useWords } from '#console/kit/language.ts'

const colours: Record<ImportState, string> = {
  uploaded: 'gold',
  checking: 'blue',
  queued: 'blue',
  running: 'cyan',
  done: 'green',
  failed: 'red',
  cancelled: 'default',
}

/** Where an import stands. */
export function ImportStateTag({ state }: { state: ImportState }) {
  const { t } = useWords()
  return <Tag color={colours[state]}>{t(`import:state.${state}`)}</Tag>
}
