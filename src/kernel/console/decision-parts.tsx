import { useMutation } from '@tanstack/react-query'
import { Button, Tag, Typography } from 'antd'
import type { ReactNode } from 'react'
import { saveFile } from '#console/kit/client.ts'
import { Confidence } from '#console/kit/confidence.tsx'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import { type ContentPurpose, contentPurposes } from '#kernel/kernel.contract.ts'
import type { DecisionRecord } from './decision-calls.ts'
import { WordTag } from './outcome-tag.tsx'

function Fact({ name, children }: { name: string; children: ReactNode }) {
  const { t } = useWords()
  return (
    <>
      <dt>{t(`kernel:fact.${name}`)}</dt>
      <dd>{children}</dd>
    </>
  )
}

/** How people are called here: by name and account as far as the reader may see them, else by the id. */
export function useWho(people: DecisionRecord['people']): (id: string) => string {
  const { t } = useWords()
  return id => {
    const found = people.find(one => one.id === id)
    if (!found) return t(`kernel:nobody.${id}`, { defaultValue: id })
    return found.name ? t('kernel:person', { name: found.name, account: found.account }) : found.account
  }
}

/** Which algorithm, what came of it, under which rules. */
export function DecisionFacts({ of }: { of: DecisionRecord }) {
  const { t, language } = useWords()
  const who = useWho(of.people)
  return (
    <dl className="facts">
      <Fact name="algorithm">
        {of.algorithm} · {of.algorithmVersion}
      </Fact>
      <Fact name="model">{of.modelVersion ?? t('kernel:no-model')}</Fact>
      <Fact name="outcome">
        <WordTag kind="outcome" word={of.outcome} />
      </Fact>
      {of.confidence !== null && (
        <Fact name="confidence">
          <Confidence value={of.confidence} />
        </Fact>
      )}
      <Fact name="risk">{t(`kernel:risk.${of.risk}`)}</Fact>
      <Fact name="gate">{t(`kernel:gate.${of.gate}`)}</Fact>
      <Fact name="level">{of.level}</Fact>
      <Fact name="subject">{of.subject}</Fact>
      <Fact name="actor">{who(of.actor)}</Fact>
      <Fact name="made">
        <Moment at={of.madeAt} />
      </Fact>
      <Fact name="duration">
        {t('kernel:milliseconds', {
          value: new Intl.NumberFormat(language).format(Math.round(of.durationMilliseconds)),
        })}
      </Fact>
    </dl>
  )
}

function Json({ value }: { value: unknown }) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2)
  return <pre className="json">{text}</pre>
}

/** What went in and came out, for those cleared for it. */
export function DecisionContent({ of, ask }: { of: DecisionRecord; ask(purpose: ContentPurpose): void }) {
  const { t } = useWords()
  if (of.asksPurpose)
    return (
      <div className="stack-tight">
        <p className="quiet">{t('kernel:content-asks')}</p>
        <div className="row">
          {contentPurposes.map(one => (
            <Button key={one} size="small" onClick={() => ask(one)}>
              {t(`kernel:purpose.${one}`)}
            </Button>
          ))}
        </div>
      </div>
    )
  if (!of.content)
    return (
      <p className="quiet">
        {t(of.contentIntact === null ? 'kernel:content-erased' : 'kernel:content-hidden')}
      </p>
    )
  return (
    <>
      <h3 className="small quiet">{t('kernel:fact.input')}</h3>
      <Json value={of.content.input} />
      <h3 className="small quiet">{t('kernel:fact.output')}</h3>
      <Json value={of.content.output} />
      <details>
        <summary>{t('kernel:fact.evidence')}</summary>
        <Json value={of.content.evidence} />
      </details>
    </>
  )
}

/** What people did with it, the AI's value beside theirs. */
export function DecisionActs({ of }: { of: DecisionRecord }) {
  const { t } = useWords()
  const who = useWho(of.people)
  if (of.acts.length === 0) return <p className="quiet">{t('kernel:no-acts')}</p>
  return (
    <ul className="plain-list stack">
      {of.acts.map(one => (
        <li key={`${one.at}${one.act}`} className="stack-tight">
          <div className="row-between">
            <span className="row">
              <strong>{t(`kernel:act.${one.act}`)}</strong>
              {one.verdict && <WordTag kind="verdict" word={one.verdict} />}
              {one.blind && <Tag variant="outlined">{t('kernel:blind')}</Tag>}
            </span>
            <span className="small quiet number">
              <Moment at={one.at} />
            </span>
          </div>
          <p className="small quiet">
            {who(one.by)}
            {one.evidenceOpened !== null &&
              ` · ${t(one.evidenceOpened ? 'kernel:evidence-opened' : 'kernel:evidence-closed')}`}
            {one.secondsToSettle !== null && ` · ${t('kernel:seconds', { value: one.secondsToSettle })}`}
          </p>
          {one.reason && <p className="said timeline-text">{one.reason}</p>}
          {one.value !== null && one.value !== undefined && <Json value={one.value} />}
        </li>
      ))}
    </ul>
  )
}

/** Whether something is still what was written. */
function Intact({ is }: { is: boolean }) {
  const { t } = useWords()
  return <ToneTag tone={is ? 'good' : 'bad'}>{t(is ? 'kernel:intact' : 'kernel:altered')}</ToneTag>
}

/** The proof as a file for another machine: hashes and facts, nothing of what was said. */
function ProofFile({ decisionId }: { decisionId: string }) {
  const { t } = useWords()
  const save = useMutation({ mutationFn: () => saveFile({ path: `/api/decisions/${decisionId}/proof` }) })
  return (
    <div className="stack-tight">
      <div className="row-between">
        <span className="small quiet">{t('kernel:proof-note')}</span>
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          {t('kernel:proof')}
        </Button>
      </div>
      {save.error && <ProblemNotice error={save.error} />}
    </div>
  )
}

/** The record that cannot be changed: commitments to the content and entries, and whether each still holds. */
export function DecisionLedger({ of }: { of: DecisionRecord }) {
  const { t } = useWords()
  return (
    <>
      <ProofFile decisionId={of.decisionId} />
      <dl className="facts small">
        <Fact name="contentIntact">
          {of.contentIntact === null ? t('kernel:nothing-to-compare') : <Intact is={of.contentIntact} />}
        </Fact>
        <Fact name="inputCommitment">
          <Typography.Text code copyable>
            {of.inputCommitment}
          </Typography.Text>
        </Fact>
        <Fact name="outputCommitment">
          <Typography.Text code copyable>
            {of.outputCommitment}
          </Typography.Text>
        </Fact>
      </dl>
      <ul className="plain-list stack-tight">
        {of.ledger.map(one => (
          <li key={one.entryId} className="row-between">
            <span>{t(`kernel:entry.${one.kind}`, { defaultValue: one.kind })}</span>
            <span className="row small">
              <span className="quiet number">
                <Moment at={one.at} />
              </span>
              <Intact is={one.intact} />
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
