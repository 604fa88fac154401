/** Who may open a page. The server decides again on every request; this only keeps dead ends out of the menu. */
export type PageAccess = 'public' | 'signed-in' | { action: string } | { anyOf: readonly string[] }

export const menuGroups = ['work', 'intelligence', 'city', 'administration'] as const
export type MenuGroup = (typeof menuGroups)[number]

/** One page as plain data; its component lies beside it in `<file>.page.tsx` and is loaded when it is opened. */
export interface PageEntry {
  /** `<room>.<page>`, stable: landing pages and links name pages by it. */
  key: string
  /** Name of the file beside the list, without `.page.tsx`; it exports `Page`. */
  file: string
  /** Path with `$name` for parameters, as TanStack Router has it. */
  path: string
  /** Key of the title in the room's strings, e.g. `cases:page.intake`. */
  title: string
  access: PageAccess
  /** `public` pages have the citizens' frame, without a menu. */
  frame?: 'staff' | 'public'
  menu?: { group: MenuGroup; order: number; icon: string; audience?: readonly string[] }
  /** Letter after `g` that opens the page from anywhere. */
  shortcut?: string
}

/** What the rules need to know of somebody signed in. */
export interface Visitor {
  signedIn: boolean
  actions: readonly string[]
  roles: readonly string[]
}

/** True when the visitor may open the page. */
export function mayOpen(page: Pick<PageEntry, 'access'>, visitor: Visitor): boolean {
  if (page.access === 'public') return true
  if (!visitor.signedIn) return false
  if (page.access === 'signed-in') return true
  const wanted = 'action' in page.access ? [page.access.action] : page.access.anyOf
  return wanted.some(action => visitor.actions.includes(action))
}

// An audience narrows a menu, never a permission: the page stays reachable by its address and the command palette.
function forAudience(page: PageEntry, visitor: Visitor): boolean {
  const audience = page.menu?.audience
  return !audience || visitor.roles.some(role => audience.includes(role))
}

/** Pages of the visitor's menu by group, groups and pages in order, without empty groups. */
export function menuOf(
  pages: readonly PageEntry[],
  visitor: Visitor,
): { group: MenuGroup; pages: PageEntry[] }[] {
  const shown = pages.filter(page => page.menu && mayOpen(page, visitor) && forAudience(page, visitor))
  return menuGroups
    .map(group => ({
      group,
      pages: shown
        .filter(page => page.menu?.group === group)
        .sort((a, b) => (a.menu?.order ?? 0) - (b.menu?.order ?? 0)),
    }))
    .filter(one => one.pages.length > 0)
}

const landingByRole: readonly (readonly [role: string, page: string])[] = [
  ['seat', 'cases.intake'],
  ['dispatcher', 'cases.triage'],
  ['handler', 'cases.department'],
  ['department-lead', 'cases.department'],
  ['leader', 'cases.supervisions'],
  ['ai-engineer', 'models.models'],
  ['audit-administrator', 'kernel.decisions'],
  ['security-administrator', 'identity.people'],
  ['system-administrator', 'operations.health'],
  ['data-steward', 'cases.imports'],
  ['analyst', 'cases.all'],
  ['grid-member', 'cases.intake'],
  ['citizen', 'cases.mine'],
]

/** Path of the page a person lands on: the work of the first role that has a page, else the first of the menu, else null. */
export function landingOf(pages: readonly PageEntry[], visitor: Visitor): string | null {
  for (const [role, key] of landingByRole) {
    if (!visitor.roles.includes(role)) continue
    const page = pages.find(one => one.key === key)
    if (page && mayOpen(page, visitor)) return page.path
  }
  return menuOf(pages, visitor)[0]?.pages[0]?.path ?? null
}
