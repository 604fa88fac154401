import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'

export const languages = ['zh-CN', 'en'] as const
export type UiLanguage = (typeof languages)[number]
const kept = 'chengshu.language'

type Words = { default: Record<string, unknown> }
const files: Record<UiLanguage, Record<string, () => Promise<unknown>>> = {
  'zh-CN': {
    ...import.meta.glob('../*/zh-CN.json'),
    ...import.meta.glob('../../src/**/console/zh-CN.json'),
  },
  en: { ...import.meta.glob('../*/en.json'), ...import.meta.glob('../../src/**/console/en.json') },
}

// `./en.json` → kit; `../shell/en.json` → shell; `../../src/cases/console/en.json` → cases; a scenario by its own name.
function namespaceOf(path: string): string {
  if (path.startsWith('./')) return 'kit'
  const parts = path.split('/')
  return parts.at(path.includes('/console/') ? -3 : -2) ?? 'shell'
}

async function load(language: UiLanguage): Promise<void> {
  await Promise.all(
    Object.entries(files[language]).map(async ([path, read]) => {
      const words = (await read()) as Words
      i18next.addResourceBundle(language, namespaceOf(path), words.default, true, true)
    }),
  )
}

function say(language: UiLanguage): void {
  document.documentElement.lang = language
  document.title = i18next.t('shell:name')
}

/** Chinese unless the person chose otherwise. */
export async function startLanguages(): Promise<void> {
  const chosen = languages.find(one => one === localStorage.getItem(kept)) ?? 'zh-CN'
  await i18next.use(initReactI18next).init({
    lng: chosen,
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  } as Parameters<typeof i18next.init>[0])
  await load(chosen)
  say(chosen)
}

/** Changes the language of everything, at once and for the next visits. */
export async function changeLanguage(language: UiLanguage): Promise<void> {
  await load(language)
  localStorage.setItem(kept, language)
  await i18next.changeLanguage(language)
  say(language)
}

export type Translate = (key: string, values?: Record<string, unknown>) => string

/** The translator (`t('cases:page.intake')`) and the language. */
export function useWords() {
  const { t, i18n } = useTranslation()
  const language = (languages.find(one => one === i18n.language) ?? 'zh-CN') satisfies UiLanguage
  return { t: t as unknown as Translate, language }
}

/** The name in the reader's language of anything that has both. */
export function nameIn(language: UiLanguage, named: { name: string; nameEnglish: string }): string {
  return language === 'en' ? named.nameEnglish || named.name : named.name
}
