import type { RequestListener } from 'node:http'
import { newSecret } from '../auth/random.ts'
import type { KnownAddresses } from '../auth/known-addresses.ts'
import type { ConnectRules } from '../auth/origin-policy.ts'
import { boundAnswers } from '../network/answers.ts'
import { limitConnections } from '../network/connection-limits.ts'
import type { Environment } from '../platform/clock.ts'
import type { TrustedClock } from '../platform/trusted-clock.ts'
import { removeHubFile, writeHubFile, uploadFolder } from '../platform/data-folder.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { HttpPort } from '../http/http-port.ts'
import type { InstrumentationPort } from '../http/instrumentation-port.ts'
import { createHttp } from '../http/server.ts'
import { createLan } from './lan.ts'
import type { StandIn } from './stand-in.ts'
import type { Lan } from '../network/lan-service.ts'
import { listenPlainly, type Front } from '../network/listeners.ts'
import type { Logger } from '../observe/logger.ts'
import type { HubSettings } from '../settings/settings.ts'
import { updatesFolder } from './update-plan.ts'

interface ListenParts {
  settings: HubSettings
  environment: Environment
  /** By which certificates end. */
  clock: Pick<TrustedClock, 'now'>
  log: Logger
  gateway: Gateway
  connectRules: ConnectRules
  known: KnownAddresses
  standIn: Pick<StandIn, 'succession'>
  /** Where the built desk page is; null where none is served. */
  deskFolder: string | null
}

/** The ways into a hub, once they are open. */
interface Listening {
  http: string
  ws: string
  /** Where it is set up, with the code for it; null where it is set up already. */
  setUp: string | null
  close: () => Promise<void>
}

/** The ways into a hub, still closed. */
export interface Listeners {
  lan: Lan
  /** From this machine, e.g. `http://127.0.0.1:8000/`. */
  address: () => string
  /** Opens the hub to its own machine, and to the network where that is set; leaves word of it in the data folder. */
  open: (hub: HttpPort, instrumentation: InstrumentationPort) => Promise<Listening>
}

/** How long a closing hub waits for its clients to take their goodbye. */
const CLOSE_WAIT_MS = 3_000

export function createListeners(parts: ListenParts): Listeners {
  const { settings, gateway, connectRules, known } = parts
  const { limits } = settings
  let handle: RequestListener = (_request, response) => response.destroy()
  const answers = boundAnswers({ limits, handle: (request, response) => handle(request, response) })
  const front: Front = {
    ...{ gateway, ...answers, stalledMs: limits.stalledMs },
    admit: limitConnections({ limits, proxies: connectRules.proxies, known }),
  }
  const lan = createLan(parts, front)
  let http = ''
  return {
    lan,
    address: () => http,
    async open(hub, instrumentation) {
      const controlKey = newSecret()
      const server = await createServer(parts, controlKey, hub, instrumentation)
      handle = (request, response) => server.routing(request, response)
      const plain = await listenPlainly(front, settings.host, settings.port)
      http = `http://127.0.0.1:${plain.port}/`
      const ws = `ws://127.0.0.1:${plain.port}/ws/checkins/`
      await lan.start()
      writeHubFile(settings.dataFolder, {
        ...{ pid: process.pid, http, ws, controlKey },
        term: parts.standIn.succession.term.number,
      })
      const code = await hub.setUp.code()
      const close = async (): Promise<void> => {
        gateway.close()
        await withPatience(Promise.all([plain.close(), lan.stop()]))
        await server.close()
        removeHubFile(settings.dataFolder)
      }
      return { http, ws, setUp: code === null ? null : `${http}#setup=${code}`, close }
    },
  }
}

async function createServer(
  { settings, connectRules, known, log, deskFolder }: ListenParts,
  controlKey: string,
  hub: HttpPort,
  instrumentation: InstrumentationPort,
): ReturnType<typeof createHttp> {
  const server = await createHttp({
    ...{ hub, instrumentation, limits: settings.limits, connectRules, known, controlKey, log },
    metricsSecret: settings.metricsSecret,
    deskFolder,
    updatesFolder: updatesFolder(settings.dataFolder),
    uploadFolder: uploadFolder(settings.dataFolder),
  })
  await server.ready()
  return server
}

/** Waits for the sockets to say goodbye, but not for one that never does. */
async function withPatience(closing: Promise<unknown>): Promise<void> {
  const patience = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_WAIT_MS).unref())
  await Promise.race([closing, patience])
}
