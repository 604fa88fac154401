import { demoCatalogue } from './catalogue.ts'

/** A kind of matter. Ids stay when names change: nothing may be labelled by a name. */
export interface DemoCategory {
  id: string
  parentId: string | null
  level: 1 | 2 | 3
  name: string
  nameEnglish: string
}

/** The taxonomy, three levels, parents before children; duties belong to the third. */
export const demoCategories: readonly DemoCategory[] = demoCatalogue.flatMap(branch => [
  { id: branch.id, parentId: null, level: 1, name: branch.name, nameEnglish: branch.nameEnglish },
  ...branch.groups.flatMap((group): DemoCategory[] => [
    { id: group.id, parentId: branch.id, level: 2, name: group.name, nameEnglish: group.nameEnglish },
    ...group.duties.map(
      ({ id, name, nameEnglish }): DemoCategory => ({ id, parentId: group.id, level: 3, name, nameEnglish }),
    ),
  ]),
])
