import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { acknowledge, readRemindersAgain } from '#cases/console/reminder-calls.ts'
import type { Reminder } from '#cases/deadlines.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Sure } from '#console/kit/sure.tsx'

interface Props {
  chosen: readonly Reminder[]
  clear(): void
}

interface Tally {
  done: number
  left: number
}

/**
 * Takes note of the chosen reminders one after the other, each by its own act. It cannot be taken back, so it is asked once
 * more; what a colleague has seen to meanwhile is left and counted.
 */
export function AcknowledgeMany({ chosen, clear }: Props) {
  const { t } = useWords()
  const [atWork, setAtWork] = useState<Tally | null>(null)
  const [ended, setEnded] = useState<Tally | null>(null)
  useEffect(() => {
    if (chosen.length > 0) setEnded(null)
  }, [chosen.length])
  const run = async () => {
    const tally: Tally = { done: 0, left: 0 }
    for (const one of chosen) {
      setAtWork({ ...tally })
      await acknowledge(one).then(
        () => tally.done++,
        () => tally.left++,
      )
    }
    setAtWork(null)
    clear()
    await readRemindersAgain()
    setEnded(tally)
  }
  const value = String(chosen.length)
  return (
    <div className="row" style={{ gap: 8, minHeight: 28 }}>
      <span role="status" className="small">
        {atWork && t('bulk:note-progress', { value: String(atWork.done + atWork.left), all: value })}
        {!atWork && chosen.length > 0 && t('bulk:chosen-reminders', { value })}
        {ended && t('bulk:noted', { value: String(ended.done) })}
        {ended && ended.left > 0 && ` ${t('bulk:note-left', { value: String(ended.left) })}`}
      </span>
      {chosen.length > 0 && (
        <Sure title={t('bulk:note-is-final')} yes={t('bulk:take-note-now')} onYes={() => void run()}>
          <Button size="small" type="primary" loading={atWork !== null}>
            {t('bulk:take-note')}
          </Button>
        </Sure>
      )}
    </div>
  )
}
