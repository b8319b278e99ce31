import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  app,
  dialog,
  ipcMain,
  Menu,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  utilityProcess,
} from 'electron'
import { SHELL_SCHEME, START_PAGE } from './address.ts'
import { APP_SCHEME, serveDesk } from './app-protocol.ts'
import { runHubCommand, splitAtHub } from './hub-command.ts'
import { diagnosticsOfShell } from './diagnostics.ts'
import { answerPage } from './answer-page.ts'
import { openKioskWindow } from './kiosk-window.ts'
import { RELAUNCH_DELAY_MS } from './limits.ts'
import { createLog, logFile, type Log } from './log.ts'
import { MemberWindow } from './member-window.ts'
import { compose, type ShellDeps } from './compose.ts'
import { exitNow, relaunch } from './relaunch.ts'
import { guardCertificates } from './security/certificates.ts'
import { guardDownloads } from './security/downloads.ts'
import { KioskLock } from './security/kiosk-lock.ts'
import { guardNavigation } from './security/navigation.ts'
import { guardPermissions } from './security/permissions.ts'
import { refuseSwitches } from './security/switches.ts'
import { readCommandLine, type ShellSettings } from './settings/command-line.ts'
import { SecretFile } from './settings/secret-file.ts'
import { SettingError } from './settings/setting-error.ts'
import { stopBeforeExit } from './shutdown.ts'
import { keepUpdated } from './updates/keep-updated.ts'
import { takeGiven, wasUpdated } from './updates/resume.ts'

/** The built files, from the built main process. */
const HUB_MODULE = join(import.meta.dirname, 'hub-utility.js')
const PRELOAD = join(import.meta.dirname, '../preload/preload.cjs')
const DESK_FOLDER = join(import.meta.dirname, '../renderer')

/** Where this installation keeps what it knows, unless it is told another folder. */
const OWN_PROFILE = app.getPath('userData')

/** Exit codes: the work was not done, and a setting is wrong. */
const FAILED = 1
const BAD_SETTING = 2

try {
  const given = process.argv.slice(app.isPackaged ? 1 : 2)
  const { own, hubCommand } = splitAtHub(given)
  if (app.isPackaged) refuseSwitches(own, process.platform)
  const before = hubCommand === null && wasUpdated(own) ? takeGiven(OWN_PROFILE, Date.now()) : null
  if (before !== null) {
    relaunch(app, before)
    exitNow(app)
  } else if (hubCommand === null) prepare(readCommandLine(own))
  else runHubCommand(hubCommand, HUB_MODULE)
} catch (error) {
  fail(error)
}

/** All that has to be done before Chromium is ready. Not awaited: `ready` waits for this module to be evaluated. */
function prepare(settings: ShellSettings): void {
  chooseProfile(settings)
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write('AV Gym Front Desk is running already; its window was brought to the front.\n')
    app.exit(BAD_SETTING)
    return
  }
  protocol.registerSchemesAsPrivileged([APP_SCHEME])
  app.enableSandbox()
  guardNavigation(app)
  app
    .whenReady()
    .then(() => start(settings))
    .catch(fail)
}

/**
 * Where the page keeps what it knows. A data folder that was named brings its own, so that each data folder has one
 * desk, and a desk never meets the hub of other data with the credentials of this one.
 */
function chooseProfile({ hub }: ShellSettings): void {
  const given = app.commandLine.getSwitchValue('user-data-dir')
  const named = hub.kind === 'hosted' && hub.dataFolder !== null ? join(hub.dataFolder, 'desk') : null
  const folder = given === '' ? named : resolve(given)
  if (folder === null) return
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch {
    throw new SettingError(
      `The folder ${folder} cannot be created. Choose another one, or change its permissions.`,
    )
  }
  app.setPath('userData', folder)
}

/** Starts the parts in order: log, guards, the page's files, hub, answers, window. They stop in reverse. */
function start({ hub, kiosk, showsLog }: ShellSettings): void {
  const logFolder = join(app.getPath('userData'), 'logs')
  const log = createLog({
    showsAll: showsLog,
    write: logFile(logFolder),
    show: (line) => process.stderr.write(`${line}\n`),
  })
  Menu.setApplicationMenu(null)
  const lock = new KioskLock(kiosk)
  guardPermissions(session.defaultSession)
  guardDownloads(session.defaultSession, () => lock.isLocked)
  const loadPage = (): void => {
    if (!window.isDestroyed()) void window.loadURL(START_PAGE).catch(() => undefined)
  }
  const { answers, pin, stop } = compose(hub, {
    ...SHELL_DEPS,
    loadPage,
    userData: app.getPath('userData'),
    log,
  })
  protocol.handle(SHELL_SCHEME, serveDesk(DESK_FOLDER, answers.placeOfHub))
  guardCertificates(session.defaultSession, pin)
  const stopParts = stopBeforeExit(app, stop, log)
  const updates = keepUpdated({ askedHub: answers.askedHub, profile: OWN_PROFILE, stopParts, log })
  powerSaveBlocker.start('prevent-display-sleep')
  const devTools = !app.isPackaged && !kiosk
  const window = openKioskWindow({ preload: PRELOAD, lock, devTools, log })
  answerPage(ipcMain, {
    ...{ answers, lock },
    members: new MemberWindow({ desk: window, devTools, log }),
    secrets: openSecrets(log),
    diagnostics: () =>
      diagnosticsOfShell({
        ...{ version: app.getVersion(), isPackaged: app.isPackaged, logFolder, answers, lock },
        displays: () => screen.getAllDisplays().length,
        update: () => updates.state,
      }),
    appVersion: () => ({ version: app.getVersion(), update: updates.state }),
  })
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
}

/** What the page keeps in the system's key store; a Linux without one has none to speak of, which is told. */
function openSecrets(log: Log): SecretFile {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') {
    log.warn('this system has no key store: the sign-in is stored unencrypted', {})
  }
  return new SecretFile(join(app.getPath('userData'), 'secrets.json'), safeStorage)
}

/** What the parts get from Electron. */
const SHELL_DEPS: Omit<ShellDeps, 'userData' | 'log' | 'loadPage'> = {
  fork: (given) =>
    utilityProcess.fork(HUB_MODULE, [...given], {
      serviceName: 'AV Gym Front Desk hub',
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  fail,
  restart() {
    relaunch(app)
    setTimeout(() => app.quit(), RELAUNCH_DELAY_MS)
  },
}

/** Says in one sentence why the desk cannot run, where the person will see it, and exits. */
function fail(error: unknown): void {
  const isSetting = error instanceof SettingError
  const text = isSetting ? error.message : `AV Gym Front Desk cannot start: ${String(error)}`
  process.stderr.write(`${text}\n`)
  if (app.isPackaged) dialog.showErrorBox('AV Gym Front Desk', text)
  app.exit(isSetting ? BAD_SETTING : FAILED)
}
