import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const root = import.meta.dirname

/**
 * The console: built from `console/` and the pages in the rooms into `dist/console`, which the server hands out.
 * `npx vite` serves it while it is written and passes `/api` on to a running server on port 3000.
 */
export default defineConfig({
  root: join(root, 'console'),
  plugins: [react()],
  build: {
    outDir: join(root, 'dist/console'),
    emptyOutDir: true,
    target: 'es2022',
    // Inlined data: addresses would need a wider content security policy than 'self'.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler|@tanstack)\// },
            { name: 'words-zh-CN', test: /\/zh-CN\.json$/ },
            { name: 'words-en', test: /\/en\.json$/ },
          ],
        },
      },
    },
  },
  server: {
    fs: { allow: [root] },
    proxy: { '/api': 'http://127.0.0.1:3000' },
  },
})
