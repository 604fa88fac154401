import { Button, Table } from 'antd'
import type { RetentionFigures } from '#cases/rights/rights.contract.ts'
import { useCityNames } from '#console/kit/city.ts'
import { useWords } from '#console/kit/language.ts'
import { Nothing, ProblemNotice } from '#console/kit/notices.tsx'
import { Sure } from '#console/kit/sure.tsx'
import { ToneTag } from '#console/kit/tone.tsx'
import { useRemoveRule } from './rights-calls.ts'
import type { useRightsForms } from './use-rights-forms.ts'

interface Props {
  of: RetentionFigures
  forms: ReturnType<typeof useRightsForms>
  mayRetain: boolean
}

/** How long each category is kept. */
export function RulesPanel({ of, forms, mayRetain }: Props) {
  const { t } = useWords()
  const names = useCityNames()
  const remove = useRemoveRule()
  const nameOf = ({ categoryId }: { categoryId: string | null }) =>
    categoryId ? names.category(categoryId) : t('rights:all-categories')
  return (
    <section className="panel stack-tight" aria-label={t('rights:rules')}>
      <div className="row-between">
        <h2>{t('rights:rules')}</h2>
        {mayRetain && (
          <Button size="small" onClick={() => forms.open('rule')}>
            {t('rights:act.rule')}
          </Button>
        )}
      </div>
      <p className="quiet">{t('rights:rules-note')}</p>
      {remove.error && <ProblemNotice error={remove.error} />}
      <ul className="plain-list stack-tight">
        {of.rules.map(rule => (
          <li key={rule.categoryId ?? ''} className="row-between">
            <span className="row">
              {nameOf(rule)}
              <strong>{t('rights:years', { value: String(rule.years) })}</strong>
              {rule.hold && <ToneTag tone="warning">{t('rights:held')}</ToneTag>}
            </span>
            {mayRetain && (
              <span className="row">
                <Button
                  size="small"
                  aria-label={t('rights:change-of', { what: nameOf(rule) })}
                  onClick={() =>
                    forms.open(rule.categoryId ? 'rule' : 'rule-of-all', {
                      ...(rule.categoryId ? { categoryId: rule.categoryId } : {}),
                      years: rule.years,
                      hold: rule.hold,
                    })
                  }
                >
                  {t('rights:change')}
                </Button>
                {rule.categoryId && (
                  <Sure
                    title={t('rights:remove-sure')}
                    yes={t('rights:remove')}
                    onYes={() => rule.categoryId && remove.mutate(rule.categoryId)}
                  >
                    <Button
                      size="small"
                      aria-label={t('rights:remove-of', { what: nameOf(rule) })}
                      loading={remove.isPending && remove.variables === rule.categoryId}
                    >
                      {t('rights:remove')}
                    </Button>
                  </Sure>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
      <h2>{t('rights:figures')}</h2>
      <p className="quiet">
        {of.lastRun
          ? t('rights:last-run', { day: of.lastRun.day, value: String(of.lastRun.erased) })
          : t('rights:no-run')}
      </p>
      <Table
        size="small"
        rowKey={row => row.categoryId ?? ''}
        dataSource={of.figures}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 620 }}
        locale={{ emptyText: <Nothing title={t('rights:no-figures')} /> }}
        columns={[
          {
            title: t('rights:column.category'),
            render: (_, row) => names.category(row.categoryId) || t('rights:no-category'),
          },
          {
            title: t('rights:column.years'),
            render: (_, row) =>
              row.hold ? t('rights:held') : t('rights:years', { value: String(row.years) }),
          },
          { title: t('rights:column.closed'), dataIndex: 'closed', align: 'right' },
          { title: t('rights:column.due'), dataIndex: 'due', align: 'right' },
          { title: t('rights:column.held'), dataIndex: 'held', align: 'right' },
          { title: t('rights:column.erased'), dataIndex: 'erased', align: 'right' },
        ]}
      />
    </section>
  )
}
