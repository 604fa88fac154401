import { Collapse } from 'antd'
import type { MessageTemplate } from '#cases/inbox/outside.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { Loading, ProblemNotice } from '#console/kit/notices.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import { QuietHours } from './quiet-hours.tsx'
import { useTemplates } from './template-calls.ts'
import { TemplateForm } from './template-form.tsx'
import './inbox.css'

function Group({ title, items }: { title: string; items: readonly MessageTemplate[] }) {
  const { t, language } = useWords()
  const words = (one: MessageTemplate) => one.words[language === 'en' ? 'en' : 'zh']
  return (
    <section className="panel stack-tight" aria-label={title}>
      <h2>{title}</h2>
      <Collapse
        accordion
        destroyOnHidden
        items={items.map(one => ({
          key: one.template,
          label: (
            <span className="row" style={{ gap: 8 }}>
              {words(one).title}
              {one.version > 0 && <ToneTag tone="busy">{t('inbox:template.own')}</ToneTag>}
            </span>
          ),
          extra: <code className="small quiet template-key">{one.template}</code>,
          children: <TemplateForm key={one.version} template={one} />,
        }))}
      />
    </section>
  )
}

/** What messages say to citizens and to people at work, in the city's own words, and when it is quiet. */
export function Page() {
  const { t } = useWords()
  const found = useTemplates()
  if (found.error && !found.data)
    return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={12} />
  const { items } = found.data
  return (
    <div className="stack">
      <QuietHours />
      <Group title={t('inbox:template.citizen')} items={items.filter(one => one.to === 'citizen')} />
      <Group title={t('inbox:template.staff')} items={items.filter(one => one.to !== 'citizen')} />
    </div>
  )
}
