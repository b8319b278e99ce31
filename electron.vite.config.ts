import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { fileURLToPath } from 'node:url'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * Three builds: the main process with the hub and its threads beside it (the hub's entry runs under plain Node,
 * and through hub-utility as a utility process), the sandboxed preload (which must be CommonJS), and the desk's page (which the
 * shell and the hub serve).
 */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      // What is built in, with its licence texts: scripts/packaging ships them. Decision 52 says which packages are.
      license: { fileName: 'licences.json' },
      rolldownOptions: {
        input: {
          main: here('electron/main.ts'),
          'hub-utility': here('electron/hub-utility.ts'),
          hub: here('server/cli/main.ts'),
          'backup-worker': here('server/backup/worker.ts'),
          'members-file-worker': here('server/hub/members-file-worker.ts'),
          'compare-worker': here('server/hub/compare-worker.ts'),
          'name-index-worker': here('server/hub/name-index-worker.ts'),
        },
        // One flat folder: modules find the desk's files from where they are, whichever file they were built into.
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rolldownOptions: {
        input: { preload: here('electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      outDir: here('out/renderer'),
      minify: true,
      // Everything the page needs comes from its own origin as a file: the content security policy allows no data: script.
      assetsInlineLimit: 0,
      // What is built into the page, with its licence texts: scripts/packaging ships them.
      license: { fileName: 'licences.json' },
      rolldownOptions: { input: here('renderer/index.html') },
    },
  },
})
