import type { IncomingMessage, ServerResponse } from 'node:http'
import { newSecret } from '../auth/random.ts'
import type { ConnectRules } from '../auth/origin-policy.ts'
import { limitConnections } from '../network/connection-limits.ts'
import type { Environment } from '../platform/clock.ts'
import { removeHubFile, writeHubFile } from '../platform/data-folder.ts'
import { deskFolder } from '../platform/desk-folder.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { HttpPort } from '../http/http-port.ts'
import type { OperationsPort } from '../http/operations-port.ts'
import { createHttp } from '../http/server.ts'
import { createLan } from './lan.ts'
import type { Lan } from '../network/lan-service.ts'
import { listenPlainly, type Front } from '../network/listeners.ts'
import type { Logger } from '../observe/logger.ts'
import type { HubSettings } from '../settings/settings.ts'
import { updatesFolder } from './update-plan.ts'

interface ListenParts {
  settings: HubSettings
  environment: Environment
  log: Logger
  gateway: Gateway
  connectRules: ConnectRules
  operations: OperationsPort
  /** What the HTTP addresses may ask for, with the network side and the hub's own address. */
  hub: (lan: Lan, address: () => string) => HttpPort
}

/** The ways into an open hub. */
export interface Listening {
  http: string
  ws: string
  /** Where it is set up, with the code for it; null where it is set up already. */
  setUp: string | null
  close: () => Promise<void>
}

/** How long a closing hub waits for its clients to take their goodbye. */
const CLOSE_WAIT_MS = 3_000

/** Opens the hub to its own machine, and to the network where that is set; leaves word of it in the data folder. */
export async function listen(parts: ListenParts): Promise<Listening> {
  const { settings, gateway, connectRules, log } = parts
  let http = ''
  const front: Front = {
    gateway,
    handle: (request: IncomingMessage, response: ServerResponse) => server.routing(request, response),
    admit: limitConnections({ limits: settings.limits, proxies: connectRules.proxies }),
  }
  const lan = createLan(parts, front)
  const hub = parts.hub(lan, () => http)
  const controlKey = newSecret()
  const { operations } = parts
  const { limits } = settings
  const rules = { limits, connectRules, controlKey, log }
  const folders = { deskFolder: deskFolder(), updatesFolder: updatesFolder(settings.dataFolder) }
  const server = await createHttp({ hub, operations, ...rules, ...folders })
  await server.ready()
  const plain = await listenPlainly(front, settings.host, settings.port)
  http = `http://127.0.0.1:${plain.port}/`
  const ws = `ws://127.0.0.1:${plain.port}/ws/checkins/`
  await lan.start()
  writeHubFile(settings.dataFolder, { pid: process.pid, http, ws, controlKey })
  const code = await hub.setUp.code()
  const close = async (): Promise<void> => {
    gateway.close()
    await withPatience(Promise.all([plain.close(), lan.stop()]))
    await server.close()
    removeHubFile(settings.dataFolder)
  }
  return { http, ws, setUp: code === null ? null : `${http}#setup=${code}`, close }
}

/** Waits for the sockets to say goodbye, but not for one that never does. */
async function withPatience(closing: Promise<unknown>): Promise<void> {
  const patience = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_WAIT_MS).unref())
  await Promise.race([closing, patience])
}
