import { useWords } from '#console/kit/language.ts'

/** What a version is called: its number, or the list that comes with the product. */
export function useVersionName() {
  const { t } = useWords()
  return ({ number }: { number: number }) =>
    number === 0 ? t('vocabulary:shipped') : t('vocabulary:number', { number })
}
