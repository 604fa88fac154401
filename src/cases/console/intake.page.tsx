import { Button, Drawer, type GetRef, type Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { casePath } from '#cases/attachments/console/attachment-calls.ts'
import { PickFiles } from '#cases/attachments/console/pick-files.tsx'
import { useUploads } from '#cases/attachments/console/use-uploads.ts'
import { RepeatsPanel } from '#cases/repeats/console/repeats-panel.tsx'
import { AdvicePanel } from '#console/kit/advice-panel.tsx'
import { useWords } from '#console/kit/language.ts'
import { ProblemNotice } from '#console/kit/notices.tsx'
import type { SelectHandle } from '#console/kit/selects.tsx'
import { useMay } from '#console/kit/session.ts'
import { Keys } from '#console/kit/shortcut.tsx'
import { useKeys } from '#console/kit/use-keys.ts'
import { ActionForm } from './action-form.tsx'
import { CallerPanel } from './caller-panel.tsx'
import { DispatchFields } from './dispatch-fields.tsx'
import { IntakeFields } from './intake-fields.tsx'
import { ReportedNotice } from './reported-notice.tsx'
import { useIntake } from './use-intake.ts'

type Aside = 'answer' | 'decline' | 'hand-over'

/** The seat's workbench: what the caller says on the left, what the city advises on the right; no mouse needed. */
export function Page() {
  const { t } = useWords()
  const intake = useIntake()
  const { draft, faults, change, report, live } = intake
  const department = useRef<SelectHandle>(null)
  const detail = useRef<GetRef<typeof Input.TextArea>>(null)
  const [aside, setAside] = useState<Aside | null>(null)
  const may = {
    dispatch: useMay('cases:dispatch'),
    answer: useMay('cases:answer'),
    decline: useMay('cases:decline'),
    'hand-over': useMay('cases:hand-over'),
  }
  const dispatch = () => {
    const found = intake.dispatch()
    if (found.detail) detail.current?.focus()
    else if (found.departmentId) department.current?.focus()
  }
  // The next caller is already on the line.
  const made = intake.last?.caseId
  const uploads = useUploads()
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each case.
  useEffect(() => {
    if (!made) return
    detail.current?.focus()
    uploads.sendAll(casePath(made))
  }, [made])
  const startOver = () => {
    intake.startOver()
    uploads.forgetUnbound()
  }
  const open = (action: Aside) => intake.check(action) && setAside(action)
  useKeys([
    {
      keys: 'mod+enter',
      label: 'cases:intake.dispatch',
      run: () => (may.dispatch ? dispatch() : intake.register()),
    },
    { keys: 'mod+shift+s', label: 'cases:intake.register', run: () => intake.register() },
    { keys: 'alt+a', label: 'cases:action.answer', run: () => may.answer && open('answer') },
    { keys: 'alt+x', label: 'cases:action.decline', run: () => may.decline && open('decline') },
    { keys: 'alt+h', label: 'cases:action.hand-over', run: () => may['hand-over'] && open('hand-over') },
    { keys: 'alt+p', label: 'cases:field.departmentId', run: () => department.current?.focus() },
    { keys: 'alt+n', label: 'cases:intake.start-over', run: startOver },
  ])
  return (
    <div className="columns">
      <div className="stack">
        {intake.last && <ReportedNotice last={intake.last} onClose={intake.forgetLast} />}
        <div className="panel stack-tight">
          {report.error && !aside && <ProblemNotice error={report.error} kept />}
          <IntakeFields draft={draft} faults={faults} change={change} first={detail} />
          <PickFiles uploads={uploads} />
          {may.dispatch && (
            <DispatchFields
              draft={draft}
              faults={faults}
              differs={intake.differs}
              change={change}
              department={department}
            />
          )}
          <div className="actions-bar row">
            {may.dispatch && (
              <Button type="primary" onClick={dispatch} loading={report.isPending && !aside}>
                {t('cases:intake.dispatch')} <Keys of="mod+enter" />
              </Button>
            )}
            <Button onClick={() => intake.register()} disabled={report.isPending}>
              {t('cases:intake.register')}
            </Button>
            {(['answer', 'decline', 'hand-over'] as const)
              .filter(action => may[action])
              .map(action => (
                <Button key={action} onClick={() => open(action)}>
                  {t(`cases:action.${action}`)}{' '}
                  <Keys of={{ answer: 'alt+a', decline: 'alt+x', 'hand-over': 'alt+h' }[action]} />
                </Button>
              ))}
            <Button type="text" onClick={startOver} style={{ marginInlineStart: 'auto' }}>
              {t('cases:intake.start-over')}
            </Button>
          </div>
        </div>
      </div>
      <div className="stack">
        <AdvicePanel
          answer={live.answer}
          loading={live.loading}
          problem={live.problem}
          text={draft.detail}
          use={live.use}
          chosen={draft.departmentId}
          onReject={() => {
            change({ departmentId: null, dutyId: null, categoryId: null })
            department.current?.focus()
          }}
          onAskPerson={() => intake.register()}
          {...(may.dispatch
            ? {
                onChoose: one =>
                  change({
                    departmentId: one.departmentId,
                    dutyId: one.dutyId,
                    categoryId: one.categoryId,
                    reason: '',
                  }),
              }
            : {})}
        />
        <RepeatsPanel typed={draft} pending={report.isPending} onMerge={intake.mergeInto} />
        <CallerPanel phone={draft.phone} />
      </div>
      <Drawer
        open={aside !== null}
        onClose={() => setAside(null)}
        size={460}
        mask={{ closable: false }}
        destroyOnHidden
        title={aside && t(`cases:action.${aside}`)}
      >
        {aside && (
          <ActionForm
            action={aside}
            draft={`intake.${draft.draftId}`}
            pending={report.isPending}
            error={report.error}
            send={(values, done) =>
              intake.actOn(aside, values, () => {
                done()
                setAside(null)
              })
            }
          />
        )}
      </Drawer>
    </div>
  )
}
