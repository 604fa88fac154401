import { type Level, levels } from '#base/level.contract.ts'
import { useWords } from '#console/kit/language.ts'
import type { LevelSettings } from '#kernel/levels/level-settings.contract.ts'

/** What a level is called: by the city where it named it, else as in the standard. */
export function useLevelName(settings: LevelSettings): (level: Level) => string {
  const { t, language } = useWords()
  return level => {
    const own = settings.names[level]
    return `${level} ${own ? own[language === 'en' ? 'en' : 'zh'] : t(`levels:level.${level}`)}`
  }
}

/** The levels as choices. */
export function useLevelOptions(settings: LevelSettings) {
  const nameOf = useLevelName(settings)
  return levels.map(value => ({ value, label: nameOf(value) }))
}

/** What a type of finding is called; the city's own by its key. */
export function useFindingName(): (type: string) => string {
  const { t } = useWords()
  return type => (type.startsWith('own:') ? type.slice(4) : t(`guard:type.${type}`))
}
