import { demoDepartments, departmentIdOf } from './departments.ts'
import { once } from './once.ts'
import people from './people.json' with { type: 'json' }
import { demoRegions } from './regions.ts'

/** Somebody who does not exist; the product shows `fictional` wherever it shows the name. */
export interface DemoPerson {
  account: string
  name: string
  nameEnglish: string
  roles: string[]
  departmentId: string | null
  /** What the person is responsible for: the whole city, a district, a street, or the grids of one community. */
  regionIds: string[]
  fictional: true
}

/** The grids of the first community of a street: what one grid member walks. */
function firstGrids(streetId: string): string[] {
  return demoRegions()
    .filter(region => region.parentId === `${streetId}-c1`)
    .map(region => region.id)
}

const named = (): DemoPerson[] =>
  people.map(([account, name, nameEnglish, role, department]) => {
    const departmentId = department ? departmentIdOf(department) : null
    const regionId = departmentId ? demoDepartments().find(({ id }) => id === departmentId)!.regionId : null
    return {
      account: account!,
      name: name!,
      nameEnglish: nameEnglish!,
      roles: [role!],
      departmentId,
      regionIds: regionId === null ? [] : role === 'grid-member' ? firstGrids(regionId) : [regionId],
      fictional: true,
    }
  })

const surnames = [
  ...'秦许沈韩杨朱尤何吕施孔曹严华金魏陶姜戚谢邹喻章云苏潘葛奚范彭郎鲁韦昌马方俞任袁柳鲍史唐费廉薛雷贺倪汤滕罗毕郝邬',
]
const givenNames = [
  ...['听雨', '归帆', '朝露', '云舒', '扶摇', '清越', '照野', '怀谷', '行简', '知白'],
  ...['惊鸿', '若木', '南乔', '问渠', '沐阳', '抱朴', '采薇', '凌霄', '守拙', '既明'],
]

/** Every department has somebody who handles its cases: `handler-water`, `handler-d1`, `handler-d1-s1` … */
const handlers = (): DemoPerson[] =>
  demoDepartments().map((department, index) => ({
    account: `handler-${department.id.replace('dept-', '')}`,
    name: `${surnames[index % surnames.length]}${givenNames[(index * 7) % givenNames.length]}`,
    nameEnglish: `Handler, ${department.nameEnglish}`,
    roles: ['handler'],
    departmentId: department.id,
    regionIds: [department.regionId],
    fictional: true,
  }))

/** The people of the demo city: at least one for every role, and a handler for every department. */
export const demoPeople: () => readonly DemoPerson[] = once(() => [...named(), ...handlers()])
