import type { ImportDetail } from '#cases/imports.contract.ts'
import { useWords } from '#console/kit/language.ts'
import { sizeText } from './wizard.rules.ts'

/** What the server saw in the file: a wrong guess is noticed here, before anything is written. */
export function Recognised({ of }: { of: ImportDetail }) {
  const { t, language } = useWords()
  const facts = [
    ['format', of.format.toUpperCase()],
    ['encoding', t(`import:encoding.${of.encoding}`)],
    ...(of.delimiter ? [['delimiter', of.delimiter === '\t' ? t('import:tab') : of.delimiter]] : []),
    ['rows', new Intl.NumberFormat(language).format(of.rows)],
    ['size', sizeText(of.bytes, language)],
    ['mapping', t(`import:mapping-from.${of.mappingFrom}`)],
  ] as const
  return (
    <dl className="recognised">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`import:fact.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
