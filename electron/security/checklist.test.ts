import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { answerPage } from '../answer-page.ts'
import { APP_SCHEME } from '../app-protocol.ts'
import { CHANNELS } from '../bridge.ts'
import { KioskLock } from './kiosk-lock.ts'
import { webPreferences } from './web-preferences.ts'

/**
 * Items of Electron's security checklist that no other test has; docs/security.md names the test of each. What is read here is
 * what Electron is told; that it does it, only a real one shows.
 */

const ROOT = join(import.meta.dirname, '../..')
const SOURCES = globSync('electron/**/*.ts', { cwd: ROOT })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))

test('pages are sandboxed and isolated, and have nothing of Node, no boxes of the browser and nothing that is not finished', () => {
  // All of it: what is left away here has Electron's own answer, which may change.
  expect(webPreferences('preload.cjs', false)).toEqual({
    preload: 'preload.cjs',
    devTools: false,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    plugins: false,
    autoplayPolicy: 'no-user-gesture-required',
    backgroundThrottling: false,
    spellcheck: false,
    disableDialogs: true,
  })
  expect(webPreferences(null, false)).not.toHaveProperty('preload')
})

test('every window is made with these preferences', () => {
  const makers = SOURCES.filter(({ text }) =>
    /new (?:BrowserWindow|BrowserView|WebContentsView)\b/.test(text),
  )
  expect(makers.map(({ path }) => path).sort()).toEqual([
    'electron/kiosk-window.ts',
    'electron/member-window.ts',
  ])
  for (const { text } of makers)
    expect(text).toMatch(/webPreferences: webPreferences\((?:preload|null), devTools\)/)
  expect(SOURCES.find(({ path }) => path === 'electron/main.ts')?.text).toContain('app.enableSandbox()')
})

test('nothing is given to other programs, and no file is a page', () => {
  for (const { text } of SOURCES) expect(text).not.toMatch(/openExternal|openPath|loadFile\(|'file:/)
})

test('the scheme has an origin of its own, and no more rights than it needs', () => {
  expect(APP_SCHEME.privileges).toEqual({
    standard: true,
    secure: true,
    supportFetchAPI: true,
    corsEnabled: true,
  })
})

test('the page can ask what the bridge names and nothing else, and the preload hands out nothing of Electron', () => {
  const answered: string[] = []
  const ipc = { handle: (channel: string) => void answered.push(channel) }
  answerPage(ipc, { lock: new KioskLock(true) } as never)
  expect(answered.sort()).toEqual(Object.values(CHANNELS).sort())
  const preload = SOURCES.find(({ path }) => path === 'electron/preload.ts')?.text ?? ''
  expect(preload.match(/exposeInMainWorld/g)).toHaveLength(1)
  const asked = [...preload.matchAll(/ipcRenderer\.(\w+)\(([^,)]*)/g)].map(
    ([, how, channel]) => `${how} ${channel}`,
  )
  expect(asked.sort()).toEqual(
    Object.keys(CHANNELS)
      .map((name) => `invoke CHANNELS.${name}`)
      .sort(),
  )
})

test('Electron is one exact version, the same in the lock file', () => {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), 'utf8'))
  const { devDependencies } = read('package.json') as { devDependencies: { electron: string } }
  const { packages } = read('package-lock.json') as { packages: Record<string, { version: string }> }
  expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/)
  expect(packages['node_modules/electron']?.version).toBe(devDependencies.electron)
})
