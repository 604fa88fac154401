import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { Loading } from '#console/kit/notices.tsx'
import { parseSearch, stringifySearch } from '#console/kit/search.rules.ts'
import { useFocusKept } from '#console/kit/use-focus-kept.ts'
import { CommandPalette } from './command-palette.tsx'
import { ErrorPage, NotFoundPage } from './error-page.tsx'
import { Gate } from './gate.tsx'
import { Home } from './home.tsx'
import { type FoundPage, pages } from './pages.ts'
import { PublicLayout } from './public-layout.tsx'
import { ShortcutList } from './shortcut-list.tsx'
import { SignInPage } from './sign-in-page.tsx'
import { StaffLayout } from './staff-layout.tsx'

function Frame() {
  useFocusKept()
  return (
    <>
      <Outlet />
      <CommandPalette />
      <ShortcutList />
    </>
  )
}

const root = createRootRoute({
  component: Frame,
  errorComponent: ErrorPage,
  notFoundComponent: NotFoundPage,
})

function routeOf(page: FoundPage) {
  const Page = lazy(async () => ({ default: (await page.load()).Page }))
  const Layout = page.frame === 'public' ? PublicLayout : StaffLayout
  return createRoute({
    getParentRoute: () => root,
    path: page.path,
    errorComponent: ErrorPage,
    component: () => (
      <Gate access={page.access}>
        <Layout page={page}>
          <Suspense fallback={<Loading />}>
            <Page />
          </Suspense>
        </Layout>
      </Gate>
    ),
  })
}

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: () => (
    <Gate access="public">
      <SignInPage />
    </Gate>
  ),
})

/** The console's addresses: the shell's own and one for each page of the rooms. */
export const router = createRouter({
  routeTree: root.addChildren([home, signIn, ...pages.map(routeOf)]),
  parseSearch: text => parseSearch(text.replace(/^\?/, '')),
  stringifySearch,
  defaultPreload: false,
  scrollRestoration: true,
})
