import { App, theme as antTheme, ConfigProvider } from 'antd'
import enUS from 'antd/es/locale/en_US.js'
import zhCN from 'antd/es/locale/zh_CN.js'
import { type ReactNode, useLayoutEffect } from 'react'
import { useAppearance } from '#console/kit/appearance.ts'
import { useWords } from '#console/kit/language.ts'

type Locale = NonNullable<Parameters<typeof ConfigProvider>[0]['locale']>

// Bundlers hand the locale over directly, Node-style resolution wraps it once more: take whichever it is.
function unwrap(module: unknown): Locale {
  const found = module as { default?: Locale; locale?: string }
  return found.locale ? (found as Locale) : (found.default as Locale)
}
const locales = { 'zh-CN': unwrap(zhCN), en: unwrap(enUS) }

const fonts =
  "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"
// One quiet colour. Contrast with its ground: 6.8:1 on white, 7.0:1 on the dark panel, 5.2:1 on a chosen row. In the dark
// Ant Design takes 85 % of a colour: these come out as #5bb8c1 and #dc8782, the latter with 6.1:1.
const brand = { light: '#17646d', dark: '#68d5e0' }
const danger = { light: '#b3261e', dark: '#ff9b96' }
const chosen = { light: '#e4f1f2', dark: '#1f3a3d' }
const quiet = { light: '#566467', dark: '#a3b1b3' }
const grounds = {
  light: { colorBgLayout: '#f4f6f6', colorBgContainer: '#ffffff', colorTextBase: '#1b2426' },
  dark: {
    colorBgLayout: '#12181a',
    colorBgContainer: '#1a2224',
    colorBgElevated: '#222c2e',
    colorTextBase: '#e6ecec',
  },
}

// Own styles read the same tokens as Ant Design's, by these names.
function Variables() {
  const { token } = antTheme.useToken()
  const { dark } = useAppearance()
  useLayoutEffect(() => {
    const root = document.documentElement
    const values = {
      layout: token.colorBgLayout,
      panel: token.colorBgContainer,
      text: token.colorText,
      quiet: dark ? quiet.dark : quiet.light,
      border: token.colorBorderSecondary,
      'border-strong': token.colorBorder,
      fill: token.colorFillSecondary,
      primary: token.colorPrimary,
      link: token.colorPrimary,
      chosen: dark ? chosen.dark : chosen.light,
      error: dark ? '#ff7a75' : '#b3261e',
      warning: dark ? '#f0b34a' : '#8a5a00',
      success: dark ? '#6cc08b' : '#2e7d4f',
      ai: dark ? '#a99bf0' : '#6554c0',
      mark: dark ? '#c99a2e' : '#f2c14e',
    }
    for (const [name, value] of Object.entries(values)) root.style.setProperty(`--c-${name}`, value)
    root.style.colorScheme = dark ? 'dark' : 'light'
    document.body.style.fontFamily = token.fontFamily
    document.body.style.fontSize = `${token.fontSize}px`
  }, [token, dark])
  return null
}

/** Ant Design with our tokens: light and dark, normal and large type, in the chosen language. */
export function Theme({ children }: { children: ReactNode }) {
  const { dark, size } = useAppearance()
  const { language } = useWords()
  const look = dark ? 'dark' : 'light'
  return (
    <ConfigProvider
      locale={locales[language]}
      button={{ autoInsertSpace: false }}
      theme={{
        algorithm: dark ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
        token: {
          ...grounds[look],
          colorPrimary: brand[look],
          colorError: danger[look],
          colorPrimaryBg: chosen[look],
          colorPrimaryBgHover: chosen[look],
          colorInfo: brand[look],
          colorLink: brand[look],
          colorTextPlaceholder: dark ? '#8b9a9c' : '#6b787b',
          colorTextLightSolid: dark ? '#0d1516' : '#ffffff',
          controlItemBgActive: chosen[look],
          colorInfoBg: chosen[look],
          colorInfoBorder: brand[look],
          colorTextDescription: quiet[look],
          colorTextTertiary: quiet[look],
          fontFamily: fonts,
          fontSize: size === 'large' ? 18 : 14,
          controlHeight: size === 'large' ? 44 : 32,
          borderRadius: 6,
        },
        components: {
          // Stars are seen against the ground, given (4.9:1) and not yet given (3:1).
          Rate: { starColor: dark ? '#f0b34a' : '#9a6700', starBg: dark ? '#6b787b' : '#869294' },
          Layout: { siderBg: grounds[look].colorBgContainer, headerBg: grounds[look].colorBgContainer },
        },
      }}
    >
      <App style={{ height: '100%' }}>
        <Variables />
        {children}
      </App>
    </ConfigProvider>
  )
}
