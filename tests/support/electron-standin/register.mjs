// `node --import ./tests/support/electron-standin/register.mjs out/main/main.js …` runs the built shell without Electron.
import { registerHooks } from 'node:module'

const standin = new URL('./electron.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) => next(specifier === 'electron' ? standin : specifier, context),
})
