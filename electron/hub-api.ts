import type { AskedHub } from './ask-hub.ts'
import type { KioskBridge } from './bridge.ts'
import { findSetUpCode, makeSignInLink } from './hub-control.ts'
import type { HubProcess } from './hub-process.ts'
import { HubReplaced } from './replaced-hub.ts'
import { secureAddress } from './lan/verify-hub.ts'
import type { StandbyApi } from './standby/desk-standby.ts'
import type { JoinAddress } from './settings/join-address.ts'
import type { DeskRole, PairedHub } from './settings/kiosk-file.ts'

/** What the page is told of its hub, and may do about which one it is. */
export interface HubApi extends Pick<
  KioskBridge,
  | 'firstStep'
  | 'pcRole'
  | 'hostHere'
  | 'joinHub'
  | 'joinNextHub'
  | 'setUpCode'
  | 'hub'
  | 'signInCode'
  | keyof StandbyApi
> {
  /** The same hub, for the shell itself. */
  askedHub: () => Promise<AskedHub>
  /**
   * Where that is, for what the page may reach; null for this PC, where it may not be ready yet. A paired hub is waited for as in `hub`:
   * a moment, once.
   */
  placeOfHub: () => Promise<string | null>
}

/** How a PC becomes something, or something else. */
export type RoleChange = Pick<HubApi, 'hostHere' | 'joinHub'>

/** What a PC answers that keeps no copy of a hub. */
const NO_STANDBY: StandbyApi = {
  standby: () => Promise.resolve({ kind: 'none' }),
  keepStandby: () => Promise.reject(new Error('This PC was not paired with a hub.')),
  dropStandby: () => Promise.reject(new Error('This PC keeps no copy.')),
  promoteStandby: () => Promise.reject(new Error('This PC keeps no copy.')),
}

/** Of a host that was made one at its screen. */
interface ChosenHost extends Pick<HubApi, 'joinHub' | 'joinNextHub'> {
  findId: (address: string) => string
}

/** What the command line has made of a PC, nothing else changes. */
const FIXED: Pick<
  HubApi,
  | 'firstStep'
  | 'pcRole'
  | 'hostHere'
  | 'joinHub'
  | 'joinNextHub'
  | 'setUpCode'
  | 'placeOfHub'
  | keyof StandbyApi
> = {
  ...NO_STANDBY,
  firstStep: () => Promise.resolve('none'),
  pcRole: () => Promise.resolve('fixed'),
  hostHere: () => Promise.reject(new Error('The command line says what this PC is.')),
  joinHub: () => Promise.reject(new Error('The command line says what this PC is.')),
  joinNextHub: () => Promise.reject(new Error('No hub of this PC that can be changed was replaced.')),
  setUpCode: () => Promise.resolve(null),
  placeOfHub: () => Promise.resolve(null),
}

/** Where this shell hosts the hub: the hub's address, a fresh code for every sign-in, and what sets it up. */
export function hostHubApi(hub: Pick<HubProcess, 'ready' | 'isReplaced'>, dataFolder: string): HubApi {
  const address = async (): Promise<string> => (await hub.ready()).http
  return {
    ...FIXED,
    async firstStep() {
      await hub.ready().catch(passOverReplaced)
      return hub.isReplaced ? 'replaced' : 'none'
    },
    hub: async () => ({ address: await address(), id: await address() }),
    askedHub: async () => ({ address: await address(), pin: null }),
    async setUpCode() {
      await hub.ready()
      return findSetUpCode(dataFolder)
    },
    async signInCode() {
      await hub.ready()
      return (await makeSignInLink(dataFolder)).code
    },
  }
}

function passOverReplaced(error: unknown): void {
  if (!(error instanceof HubReplaced)) throw error
}

/**
 * The same where this PC was made the host at its screen: then its hub is set up before anything else. `findId` has what the page keeps
 * its own under, by the hub's address.
 */
export function chosenHostHubApi(answers: HubApi, { joinHub, joinNextHub, findId }: ChosenHost): HubApi {
  return {
    ...answers,
    async firstStep() {
      const step = await answers.firstStep()
      return step === 'none' && (await answers.setUpCode()) !== null ? 'set_up' : step
    },
    async hub() {
      const { address } = await answers.hub()
      return { address, id: findId(address) }
    },
    pcRole: () => Promise.resolve('host'),
    hostHere: () => Promise.resolve('hosting'),
    joinHub,
    joinNextHub,
  }
}

/** Where the hub is elsewhere: its address, and the code of the sign-in link, once. */
export function joinedHubApi({ address, code }: JoinAddress): HubApi {
  return {
    ...FIXED,
    hub: () => Promise.resolve({ address, id: address }),
    askedHub: () => Promise.resolve({ address, pin: null }),
    placeOfHub: () => Promise.resolve(address),
    signInCode: once(code),
  }
}

/** Where this desk was paired with its hub: wherever `locate` says that it is, and the code that it was paired with, once. */
export function pairedHubApi(
  locate: () => Promise<PairedHub>,
  { code, id }: Pick<DeskRole, 'code' | 'id'>,
  { hostHere, joinHub }: RoleChange,
  standby: StandbyApi,
): HubApi {
  const askedHub = async (): Promise<PairedHub & { address: string }> => {
    const hub = await locate()
    return { ...hub, address: secureAddress(hub) }
  }
  return {
    ...FIXED,
    hostHere,
    joinHub,
    standby: () => standby.standby(),
    keepStandby: (text) => standby.keepStandby(text),
    dropStandby: () => standby.dropStandby(),
    promoteStandby: (asked) => standby.promoteStandby(asked),
    pcRole: () => Promise.resolve('desk'),
    async hub() {
      const { address, pin } = await askedHub()
      return { address, id: id ?? pin }
    },
    askedHub,
    placeOfHub: async () => (await askedHub()).address,
    signInCode: once(code ?? null),
  }
}

/** How a new PC becomes something. */
interface FirstStart extends Pick<RoleChange, 'joinHub'> {
  /** Makes this PC the host and starts its hub. */
  host: () => HubApi
}

/** Where nobody has said what this PC is: until it hosts there is no hub to ask. */
export function newPcHubApi({ host, joinHub }: FirstStart): HubApi {
  let hosting: HubApi | null = null
  const hosted = (): HubApi => {
    if (hosting) return hosting
    throw new Error('This PC has no hub yet.')
  }
  return {
    ...NO_STANDBY,
    firstStep: () => Promise.resolve(hosting ? hosting.firstStep() : 'choose'),
    pcRole: () => Promise.resolve(hosting ? 'host' : 'new'),
    hostHere: () => {
      hosting ??= host()
      return Promise.resolve('hosting')
    },
    joinHub,
    joinNextHub: async (address) => hosted().joinNextHub(address),
    setUpCode: async () => hosted().setUpCode(),
    hub: async () => hosted().hub(),
    askedHub: async () => hosted().askedHub(),
    placeOfHub: () => Promise.resolve(null),
    signInCode: async () => hosted().signInCode(),
  }
}

/** Gives something away the first time it is asked for. */
function once(code: string | null): () => Promise<string | null> {
  let unused = code
  return () => {
    const given = unused
    unused = null
    return Promise.resolve(given)
  }
}
