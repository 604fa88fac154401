import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { startLanguages } from './kit/language.ts'
import { queryClient } from './kit/query.ts'
import { router } from './shell/router.tsx'
import { Theme } from './shell/theme.tsx'
import './kit/kit.css'
import './shell/shell.css'

// Without this zod tries `new Function`, which the content security policy reports on every start.
z.config({ jitless: true })

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no #root')
await startLanguages()
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Theme>
        <RouterProvider router={router} />
      </Theme>
    </QueryClientProvider>
  </StrictMode>,
)
