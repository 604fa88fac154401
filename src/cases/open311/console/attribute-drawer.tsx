import { App, Button, Drawer, Tabs } from 'antd'
import { useState } from 'react'
import type { ServiceAttribute } from '#cases/open311/georeport.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Loading, Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { Keys } from '#console/kit/shortcut.tsx'
import { useKeys } from '#console/kit/use-keys.ts'
import { type AskedForm, attributesOf, faultsOf, formOf, moved } from './attribute-form.rules.ts'
import { QuestionFields } from './question-fields.tsx'
import { useAttributes, usePreview, useSaveAttributes } from './service-calls.ts'

interface Held {
  attributes: readonly ServiceAttribute[]
  version: number
}

/** What clients would be told, in both forms. */
function Preview({ categoryId, form }: { categoryId: string; form: readonly AskedForm[] }) {
  const { t } = useWords()
  const preview = usePreview(categoryId)
  const text = (of: 'json' | 'xml') => <pre className="definition-preview">{preview.data?.[of]}</pre>
  return (
    <div className="stack-tight">
      {preview.error && <ProblemNotice error={preview.error} kept />}
      <div>
        <Button
          loading={preview.isPending}
          onClick={() => preview.mutate({ attributes: attributesOf(form) })}
        >
          {t('open311:preview')}
        </Button>
      </div>
      {preview.data && (
        <Tabs
          size="small"
          items={[
            { key: 'json', label: t('open311:json'), children: text('json') },
            { key: 'xml', label: t('open311:xml'), children: text('xml') },
          ]}
        />
      )}
    </div>
  )
}

function Form({ categoryId, held, onClose }: { categoryId: string; held: Held; onClose(): void }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const [form, setForm] = useState<AskedForm[]>(() => formOf(held.attributes))
  const [version, setVersion] = useState(held.version)
  const [tried, setTried] = useState(false)
  const save = useSaveAttributes(categoryId)
  const faults = faultsOf(form)
  const send = () => {
    setTried(true)
    if (save.isPending || faults.some(one => one.length > 0)) return
    save.mutate(
      { attributes: attributesOf(form), version },
      {
        onSuccess: () => {
          void message.success(t('open311:saved'))
          onClose()
        },
      },
    )
  }
  const takeOver = () => {
    setForm(formOf(held.attributes))
    setVersion(held.version)
    setTried(false)
    save.reset()
  }
  const add = () => {
    const at = Math.max(-1, ...form.map(one => one.at)) + 1
    const fresh: AskedForm = {
      at,
      code: '',
      description: '',
      datatype: 'string',
      required: false,
      options: '',
    }
    setForm([...form, fresh])
  }
  useKeys([{ keys: 'mod+enter', label: 'open311:save', run: send }], true)
  return (
    <form
      noValidate
      className="stack-tight"
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
    >
      {save.error && <ProblemNotice error={save.error} kept />}
      {save.error && held.version !== version && (
        <div>
          <Button onClick={takeOver}>{t('open311:take-over')}</Button>
        </div>
      )}
      {form.length === 0 && <Nothing title={t('open311:none')} next={t('open311:none-next')} />}
      {form.map((one, at) => (
        <QuestionFields
          key={one.at}
          one={one}
          place={at + 1}
          last={at === form.length - 1}
          faults={tried ? (faults[at] ?? []) : []}
          onChange={part => setForm(form.map(other => (other.at === one.at ? { ...other, ...part } : other)))}
          onMove={by => setForm(moved(form, at, by))}
          onRemove={() => setForm(form.filter(other => other.at !== one.at))}
        />
      ))}
      <div className="row">
        <Button disabled={form.length >= 50} onClick={add}>
          {t('open311:add')}
        </Button>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('open311:save')} <Keys of="mod+enter" />
        </Button>
      </div>
      <Preview categoryId={categoryId} form={form} />
    </form>
  )
}

interface Props {
  categoryId: string
  name: string
  onClose(): void
}

/** The questions of one service: order, kinds, values, which have to be answered; and how clients will read them. */
export function AttributeDrawer({ categoryId, name, onClose }: Props) {
  const { t } = useWords()
  const found = useAttributes(categoryId)
  return (
    <Drawer
      open
      size={620}
      mask={{ closable: false }}
      onClose={onClose}
      title={t('open311:asked-of', { name })}
    >
      {found.error && !found.data && <ProblemNotice error={found.error} retry={() => void found.refetch()} />}
      {!found.error && !found.data && <Loading rows={6} />}
      {found.data && <Form categoryId={categoryId} held={found.data} onClose={onClose} />}
    </Drawer>
  )
}
