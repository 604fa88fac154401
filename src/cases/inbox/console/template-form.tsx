import { Alert, Button, Input, Tag } from 'antd'
import type { MessageTemplate, TemplateWords } from '#cases/inbox/outside.contract.ts'
import { problemOf } from '#console/kit/client.ts'
import { Field } from '#console/kit/field.tsx'
import { useWords } from '#console/kit/language.ts'
import { Moment } from '#console/kit/moments.tsx'
import { ProblemNotice } from '#console/kit/notices.tsx'
import { isConflict } from '#console/kit/problem.rules.ts'
import { useDraft } from '#console/kit/use-draft.ts'
import { readMessagesAgain, usePreview, useSaveTemplate, useVersions } from './template-calls.ts'

const languages = ['zh', 'en'] as const

/** Why it was not saved; where a colleague was faster, the way to the newer version. */
export function Refused({ error }: { error: unknown }) {
  const { t } = useWords()
  return (
    <>
      <ProblemNotice error={error} kept />
      {isConflict(problemOf(error)) && (
        <Alert
          type="info"
          title={t('inbox:template.newer')}
          action={
            <Button size="small" onClick={() => void readMessagesAgain()}>
              {t('inbox:template.reload')}
            </Button>
          }
        />
      )}
    </>
  )
}

/** The words of one message in both languages: what may be filled in, a preview, the versions before. */
export function TemplateForm({ template }: { template: MessageTemplate }) {
  const { t } = useWords()
  // What was typed outlives another template, a colleague's newer version and a reload.
  const [words, edit, forget] = useDraft<TemplateWords>(`messages.${template.template}`, template.words)
  const save = useSaveTemplate(template.template)
  const preview = usePreview(template.template)
  const versions = useVersions(template.template)
  const change = (language: 'zh' | 'en', part: Partial<TemplateWords['zh']>) =>
    edit({ [language]: { ...words[language], ...part } })
  return (
    <form
      className="stack-tight"
      onSubmit={event => {
        event.preventDefault()
        save.mutate({ words, version: template.version }, { onSuccess: () => forget(words) })
      }}
    >
      {save.error && <Refused error={save.error} />}
      {preview.error && <ProblemNotice error={preview.error} kept />}
      <div className="small">
        {t('inbox:template.placeholders')}{' '}
        {template.placeholders.map(name => (
          <Tag key={name}>{`{{${name}}}`}</Tag>
        ))}
      </div>
      <div className="template-languages">
        {languages.map(language => (
          <fieldset key={language} className="template-words">
            <legend>{t(`inbox:template.language.${language}`)}</legend>
            <Field label={t('inbox:template.title')}>
              {control => (
                <Input
                  {...control}
                  maxLength={200}
                  value={words[language].title}
                  onChange={event => change(language, { title: event.target.value })}
                />
              )}
            </Field>
            <Field label={t('inbox:template.text')}>
              {control => (
                <Input.TextArea
                  {...control}
                  autoSize={{ minRows: 2, maxRows: 8 }}
                  maxLength={2000}
                  value={words[language].text}
                  onChange={event => change(language, { text: event.target.value })}
                />
              )}
            </Field>
            {preview.data && (
              <div className="template-preview" aria-live="polite">
                <strong>{preview.data.words[language].title}</strong>
                <div className="small">{preview.data.words[language].text}</div>
              </div>
            )}
          </fieldset>
        ))}
      </div>
      <div className="row">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('inbox:template.save')}
        </Button>
        <Button loading={preview.isPending} onClick={() => preview.mutate(words)}>
          {t('inbox:template.preview')}
        </Button>
        <Button type="text" onClick={() => edit(template.shipped)}>
          {t('inbox:template.shipped')}
        </Button>
        {save.isSuccess && <span role="status">{t('inbox:template.saved')}</span>}
      </div>
      {(versions.data?.items.length ?? 0) > 0 && (
        <details>
          <summary>{t('inbox:template.versions')}</summary>
          <ul className="plain-list">
            {versions.data?.items.map(one => (
              <li key={one.version} className="row-between">
                <span>
                  {t('inbox:template.version', { value: one.version })} · {one.words.zh.title}
                  <span className="small quiet">
                    {' '}
                    {one.savedBy} <Moment at={one.savedAt} />
                  </span>
                </span>
                <Button size="small" onClick={() => edit(one.words)}>
                  {t('inbox:template.take')}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </form>
  )
}
