import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { JoinResult } from './bridge.ts'
import { hubArguments } from './hub-arguments.ts'
import { HubProcess } from './hub-process.ts'
import type { HubChild } from './command-run.ts'
import {
  chosenHostHubApi,
  hostHubApi,
  joinedHubApi,
  newPcHubApi,
  pairedHubApi,
  type RoleChange,
  type HubApi,
} from './hub-api.ts'
import { meetPairingHub } from './lan/join-hub.ts'
import { followHub, locateHub } from './lan/locate-hub.ts'
import type { Pin } from './lan/pin.ts'
import { HUB_FILL_TIMEOUT_MS, HUB_START_TIMEOUT_MS, LOCATE_PATIENCE_MS } from './limits.ts'
import type { Log } from './log.ts'
import { HubReplaced, isReplaced, meetNextHub } from './replaced-hub.ts'
import { DeskStandby } from './standby/desk-standby.ts'
import { wasPromoted } from './standby/standby-folder.ts'
import { PLAIN_HOST, type HostedHub, type ShellSettings } from './settings/command-line.ts'
import {
  hostFolder,
  readKioskFile,
  writeKioskFile,
  type DeskRole,
  type HostRole,
  type PairedHub,
} from './settings/kiosk-file.ts'

/** What a shell is made of beside its window. */
export interface Composed {
  answers: HubApi
  /** The key that its hub must have; null where it was not paired. */
  pin: Pin | null
  /** Ends what was started. Grows while it runs. */
  stop: (() => Promise<void>)[]
}

/** What the parts need of the app around them. */
export interface ShellDeps {
  userData: string
  log: Log
  /** Starts the hub's program with these arguments. */
  fork: (given: readonly string[]) => HubChild
  /** Told why this shell cannot be what it is to be. */
  fail: (error: unknown) => void
  /** Loads the desk's page anew. */
  loadPage: () => void
  /** Ends this process, once the page has its answer, and starts it anew. */
  restart: () => void
}

/** The parts by the command line, and where that says nothing, by what this PC was made at its first start. */
export function compose(hub: ShellSettings['hub'], deps: ShellDeps): Composed {
  if (hub.kind === 'joined') return { answers: joinedHubApi(hub), pin: null, stop: [] }
  if (hub.kind === 'hosted') return composeHost(hub, hub.dataFolder ?? hostFolder(deps.userData), deps)
  const role = readKioskFile(deps.userData)
  if (role === null) return composeNewPc(deps)
  if (role.role === 'host') return composeChosenHost(role, deps)
  const promoted = findPromoted(role, deps)
  if (promoted !== null) return composeChosenHost(promoted, deps)
  return composeDesk(role, deps)
}

/** A hub beside the window; the page shows how far it is. */
function composeHost(
  settings: HostedHub,
  dataFolder: string,
  { log, fork, fail, loadPage }: ShellDeps,
): Composed {
  const hub = new HubProcess({
    fork: (port) => fork(hubArguments(settings, dataFolder, port)),
    startTimeoutMs: settings.fills ? HUB_FILL_TIMEOUT_MS : HUB_START_TIMEOUT_MS,
    log,
    isReplaced: () => isReplaced(dataFolder),
    // It asks again for its first step then.
    onReplaced: loadPage,
  })
  hub.start().catch((error: unknown) => {
    if (!(error instanceof HubReplaced)) fail(error)
  })
  return { answers: hostHubApi(hub, dataFolder), pin: null, stop: [() => hub.stop()] }
}

/** The host that this PC was made at its screen. */
function composeChosenHost(role: HostRole, deps: ShellDeps): Composed {
  const { userData, restart } = deps
  const dataFolder = hostFolder(userData, role)
  const parts = composeHost(PLAIN_HOST, dataFolder, deps)
  let { id } = role
  const answers = chosenHostHubApi(parts.answers, {
    joinHub: roleChange(deps).joinHub,
    async joinNextHub(address) {
      if (!isReplaced(dataFolder)) throw new Error('The hub of this PC was not replaced.')
      const hub = await meetNextHub(dataFolder, address)
      if (typeof hub === 'string') return hub
      writeKioskFile(userData, { role: 'desk', hub, id, data: role.data })
      restart()
      return 'joined'
    },
    findId(address) {
      if (id === undefined) writeKioskFile(userData, { ...role, id: address })
      return (id ??= address)
    },
  })
  return { ...parts, answers }
}

/** Where the data of this PC's own hub are, for when it hosts again. */
const dataOf = (userData: string): string | undefined => readKioskFile(userData)?.data

interface RoleChanges extends RoleChange {
  /** Has a join that is under way change nothing any more. */
  dropJoin: () => void
}

/**
 * How this PC becomes another one: it says so in its file, and starts anew as what that says. What was asked last counts: a join whose
 * hub is still looked for then is answered as the one after it.
 */
function roleChange({ userData, restart }: ShellDeps): RoleChanges {
  let last: Promise<JoinResult> | null = null
  const dropJoin = (): void => {
    last = null
  }
  return {
    dropJoin,
    hostHere() {
      dropJoin()
      writeKioskFile(userData, { role: 'host', data: dataOf(userData) })
      restart()
      return Promise.resolve('starting_anew')
    },
    joinHub(asked) {
      const joining: Promise<JoinResult> = meetPairingHub(asked).then((met) => {
        if (last === null) throw new Error('This PC was made the host meanwhile.')
        if (last !== joining) return last
        if (typeof met === 'string') return met
        const { hub, code } = met
        writeKioskFile(userData, { role: 'desk', hub, code, data: dataOf(userData) })
        // Chromium remembers its verdicts on certificates: the pin begins with a process that has asked for none.
        restart()
        return 'joined'
      })
      last = joining
      return joining
    },
  }
}

/**
 * A paired desk. Its hub is looked for while the page loads: a page that got tired of waiting, which it does once, begins with where the
 * hub was, and anew where that turns out to be elsewhere, now or later. The code is good once, and then not on the disk any more.
 */
function composeDesk({ code, ...role }: DeskRole, deps: ShellDeps): Composed {
  const { userData, loadPage } = deps
  const { hub, id } = role
  writeKioskFile(userData, role)
  let known: PairedHub | null = null
  let isGuessed = false
  const found = locateHub(hub).then((place) => {
    known = place
    if (place !== hub) rememberPlace(deps, place)
    if (place !== hub && isGuessed) {
      standby.moved()
      loadPage()
    }
    void followHub(place, (moved) => {
      known = moved
      rememberPlace(deps, moved)
      standby.moved()
      loadPage()
    })
    return place
  })
  const guess = async (): Promise<PairedHub> => {
    await wait(LOCATE_PATIENCE_MS)
    isGuessed ||= known === null
    return known ?? hub
  }
  let guessed: Promise<PairedHub> | null = null
  const locate = (): Promise<PairedHub> =>
    known === null ? Promise.race([found, (guessed ??= guess())]) : Promise.resolve(known)
  const standby = openStandby(role, locate, deps)
  const answers = pairedHubApi(locate, { code, id }, roleChange(deps), standby)
  return { answers, pin: hub.pin, stop: [() => standby.stop()] }
}

/** The copy that a desk keeps. */
function openStandby(
  role: DeskRole,
  locate: () => Promise<PairedHub>,
  { userData, fork, log, restart }: ShellDeps,
): DeskStandby {
  return new DeskStandby({
    ...{ userData, locate, fork, log },
    name: role.standby ?? null,
    keepName(name) {
      const kept = readKioskFile(userData)
      if (kept?.role === 'desk') writeKioskFile(userData, { ...kept, standby: name ?? undefined })
    },
    becomeHost(name) {
      writeKioskFile(userData, hostOf(role, name))
      restart()
    },
  })
}

/** What a desk becomes whose copy was made the hub's data: its page goes on with what it has kept. */
const hostOf = ({ id, hub }: DeskRole, name: string): HostRole => ({
  role: 'host',
  id: id ?? hub.pin,
  data: name,
})

/** The host that a desk was made by a promotion after which the app ended too early to say so; null where there was none. */
function findPromoted(role: DeskRole, { userData }: ShellDeps): HostRole | null {
  const { standby } = role
  if (standby === undefined || !wasPromoted(join(userData, standby))) return null
  const host = hostOf(role, standby)
  writeKioskFile(userData, host)
  return host
}

/** Keeps where the hub is, unless this PC was made something else meanwhile. What cannot be kept is found again at the next start. */
function rememberPlace({ userData, log }: ShellDeps, place: PairedHub): void {
  try {
    const kept = readKioskFile(userData)
    if (kept?.role !== 'desk' || kept.hub.pin !== place.pin) return
    writeKioskFile(userData, { ...kept, hub: place })
  } catch (error) {
    log.warn('the address of the hub could not be saved', { problem: String(error) })
  }
}

/** A PC that nobody has said anything about: the page asks whether it hosts or joins. */
function composeNewPc(deps: ShellDeps): Composed {
  const stop: Composed['stop'] = []
  const { dropJoin, joinHub } = roleChange(deps)
  const answers = newPcHubApi({
    host() {
      dropJoin()
      writeKioskFile(deps.userData, { role: 'host' })
      const parts = composeChosenHost({ role: 'host' }, deps)
      stop.push(...parts.stop)
      return parts.answers
    },
    joinHub,
  })
  return { answers, pin: null, stop }
}
