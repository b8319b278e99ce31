// `node --import ./tests/support/shell/electron-standin/register.mjs out/main/main.js …` runs the built shell without Electron.
import { registerHooks } from 'node:module'

const standin = {
  url: new URL('./electron.ts', import.meta.url).href,
  format: 'module-typescript',
  // What a package of CommonJS requires is the same module.
  shortCircuit: true,
}

registerHooks({
  resolve: (specifier, context, next) => (specifier === 'electron' ? standin : next(specifier, context)),
})
