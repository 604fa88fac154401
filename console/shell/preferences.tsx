import { BulbOutlined, FontSizeOutlined, GlobalOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { changeAppearance, looks, useAppearance } from '#console/kit/appearance.ts'
import { changeLanguage, languages, useWords } from '#console/kit/language.ts'

/** Language, light or dark, large type: for this browser, remembered. */
export function Preferences() {
  const { t, language } = useWords()
  const { look, size } = useAppearance()
  return (
    <div className="row" style={{ gap: 2, flexWrap: 'nowrap' }}>
      <Button
        type="text"
        icon={<FontSizeOutlined />}
        aria-pressed={size === 'large'}
        aria-label={t('shell:large-type')}
        title={t('shell:large-type')}
        onClick={() => changeAppearance({ size: size === 'large' ? 'normal' : 'large' })}
      />
      <Dropdown
        trigger={['click']}
        menu={{
          selectedKeys: [look],
          items: looks.map(one => ({ key: one, label: t(`shell:look.${one}`) })),
          onClick: ({ key }) => changeAppearance({ look: looks.find(one => one === key) ?? 'system' }),
        }}
      >
        <Button
          type="text"
          icon={<BulbOutlined />}
          aria-label={t('shell:look.label')}
          title={t('shell:look.label')}
        />
      </Dropdown>
      <Dropdown
        trigger={['click']}
        menu={{
          selectedKeys: [language],
          items: languages.map(one => ({ key: one, label: t(`shell:language.${one}`), lang: one })),
          onClick: ({ key }) => void changeLanguage(languages.find(one => one === key) ?? 'zh-CN'),
        }}
      >
        <Button
          type="text"
          icon={<GlobalOutlined />}
          aria-label={t('shell:language.label')}
          title={t('shell:language.label')}
        />
      </Dropdown>
    </div>
  )
}
