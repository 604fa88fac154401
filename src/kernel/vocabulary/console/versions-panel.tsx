import { Button, Drawer } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { useMay } from '#console/kit/session.ts'
import { ToneTag } from '#console/kit/tone.tsx'
import { useFilters } from '#console/kit/use-search.ts'
import type { VocabularyVersion, vocabularyState } from '#kernel/vocabulary/vocabulary.contract.ts'
import { ActivateDialog } from './activate-dialog.tsx'
import { MaskedWord } from './masked-word.tsx'
import { useVersionName } from './version-name.ts'
import { useRejected } from './vocabulary-calls.ts'

type State = z.infer<typeof vocabularyState>

function RejectedDrawer({ versionId, onClose }: { versionId: string; onClose(): void }) {
  const { t } = useWords()
  const rows = useRejected(versionId)
  return (
    <Drawer open title={t('vocabulary:rejected-title')} onClose={onClose}>
      {rows.error && <ProblemNotice error={rows.error} retry={() => void rows.refetch()} />}
      {!rows.data && !rows.error && <Loading rows={6} />}
      <ul className="plain-list stack-tight">
        {rows.data?.map(row => (
          <li key={row.line}>
            <span className="number quiet">{t('vocabulary:line', { line: row.line })}</span>{' '}
            <MaskedWord word={row.text} />
            <div className="small">{t(`vocabulary:rejection.${row.reason}`)}</div>
          </li>
        ))}
      </ul>
    </Drawer>
  )
}

function VersionRow({ of, isInForce }: { of: VocabularyVersion; isInForce: boolean }) {
  const { t, language } = useWords()
  const edits = useMay('guard:edit')
  const nameOf = useVersionName()
  const [search, change] = useFilters()
  const [open, setOpen] = useState<'activate' | 'rejected' | null>(null)
  const number = new Intl.NumberFormat(language)
  const name = of.id ?? 'shipped'
  const isShown = search.version ? search.version === name : isInForce
  return (
    <li className="stack-tight vocabulary-version">
      <div className="row-between">
        <span className="row">
          <strong>{nameOf(of)}</strong>
          {isInForce && <ToneTag tone="good">{t('vocabulary:in-force')}</ToneTag>}
        </span>
        <span className="row">
          {!isShown && (
            <Button
              size="small"
              onClick={() => change({ version: isInForce ? undefined : name, page: undefined })}
            >
              {t('vocabulary:show-version')}
            </Button>
          )}
          {edits && !isInForce && (
            <Button size="small" type="primary" onClick={() => setOpen('activate')}>
              {t('vocabulary:activate')}
            </Button>
          )}
        </span>
      </div>
      <div className="small quiet">
        {t('vocabulary:count', { words: number.format(of.words) })}
        {of.at && (
          <>
            {' · '}
            {t('vocabulary:made', { by: of.madeBy ?? '' })} <Moment at={of.at} />
          </>
        )}
        {of.fileName && ` · ${of.fileName}`}
      </div>
      {of.note && <div>{of.note}</div>}
      {!of.id && <div className="small">{t('vocabulary:shipped-note')}</div>}
      {of.rejected > 0 && (
        <div>
          <Button size="small" type="link" className="linklike" onClick={() => setOpen('rejected')}>
            {t('vocabulary:rejected', { rows: number.format(of.rejected) })}
          </Button>
        </div>
      )}
      {open === 'activate' && <ActivateDialog of={of} onClose={() => setOpen(null)} />}
      {open === 'rejected' && of.id && <RejectedDrawer versionId={of.id} onClose={() => setOpen(null)} />}
    </li>
  )
}

/** The versions, and what was put in force when, by whom and why. */
export function VersionsPanel({ of }: { of: State }) {
  const { t } = useWords()
  const nameOf = useVersionName()
  return (
    <>
      <section className="panel stack-tight">
        <h2>{t('vocabulary:versions')}</h2>
        <ul className="plain-list stack">
          {of.versions.map(one => (
            <VersionRow key={one.number} of={one} isInForce={one.id === of.inForce.id} />
          ))}
        </ul>
      </section>
      {of.activations.length > 0 && (
        <section className="panel stack-tight">
          <h2>{t('vocabulary:activations')}</h2>
          <ul className="plain-list stack-tight">
            {of.activations.map(one => (
              <li key={one.at}>
                <div>
                  {nameOf(one)}
                  {' · '}
                  {one.by} <Moment at={one.at} />
                </div>
                <div className="small">{one.reason}</div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
