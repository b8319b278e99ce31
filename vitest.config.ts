import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{server,renderer,electron,tests,bench,scripts}/**/*.test.{ts,tsx}'],
  },
})
