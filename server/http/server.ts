import cors from '@fastify/cors'
import fastify, { type FastifyInstance } from 'fastify'
import { clientAddress, plainAddress } from '../auth/client-address.ts'
import type { KnownAddresses } from '../auth/known-addresses.ts'
import { attemptOf, isForeignOriginAllowed, mayConnect, type ConnectRules } from '../auth/origin-policy.ts'
import type { HubLimits } from '../settings/limits.ts'
import type { Logger } from '../observe/logger.ts'
import { HubError } from '../protocol/errors.ts'
import { serveAvGym } from './av-gym.ts'
import { boundBodyTime } from './body-time.ts'
import { readDesks } from './caller.ts'
import { serveDescription } from './description.ts'
import { serveBackup } from './backup.ts'
import { serveDeskPage } from './desk-page.ts'
import type { CallerRules } from './caller.ts'
import { answerErrors, refuseAddress, routeOf } from './errors.ts'
import { isBareProbe, serveHealth } from './health.ts'
import type { HttpPort } from './http-port.ts'
import { serveMemberFiles } from './member-files.ts'
import { serveMemberPhotos } from './member-photos.ts'
import { serveSetUp } from './set-up.ts'
import type { InstrumentationPort } from './instrumentation-port.ts'
import { serveInstrumentation } from './instrumentation.ts'
import { serveApprovals, serveSignIn, serveTokens } from './sign-in.ts'
import { serveRoutes } from './routes.ts'
import { serveMemberList } from './member-list.ts'
import { serveReports } from './reports.ts'
import { serveStandby, serveTerm } from './standby.ts'
import { serveUpdates } from './updates.ts'

interface HttpParts {
  hub: HttpPort
  instrumentation: InstrumentationPort
  limits: HubLimits
  connectRules: ConnectRules
  known: KnownAddresses
  controlKey: string
  metricsSecret: string | null
  /** The built desk, or null where it was not built. */
  deskFolder: string | null
  /** Where newer versions of the app are put. */
  updatesFolder: string
  /** Where files are kept that are sent to the hub, as long as it reads them. */
  uploadFolder: string
  log: Logger
}

/** The HTTP addresses of the hub, not listening yet. */
export async function createHttp(parts: HttpParts): Promise<FastifyInstance> {
  const { limits, connectRules, log } = parts
  const http = fastify({
    bodyLimit: limits.maxBodyBytes,
    forceCloseConnections: true,
    trustProxy: (address) => connectRules.proxies.has(plainAddress(address)),
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: refuseAddress,
  })
  answerErrors(http, log)
  http.addHook('onRequest', (request, _reply, done) => {
    if (mayConnect(attemptOf(request.raw), connectRules) || isBareProbe(request)) done()
    else done(new HubError('forbidden', 'This host or origin may not connect to the hub.'))
  })
  boundBodyTime(http, limits)
  http.addHook('onResponse', (request, reply, done) => {
    log.debug({ method: request.method, path: routeOf(request), status: reply.statusCode }, 'answered')
    done()
  })
  await http.register(cors, {
    origin: (origin, allow) => allow(null, isForeignOriginAllowed(origin, connectRules)),
    methods: ['GET', 'POST', 'PUT'],
  })
  readDesks(http, parts.hub)
  await serveDescription(http, parts.instrumentation.version)
  await serveDeskPage(http, parts.deskFolder)
  const rules: CallerRules = {
    ...{ hub: parts.hub, controlKey: parts.controlKey, known: parts.known },
    metricsSecret: parts.metricsSecret,
    addressOf: ({ raw }) => clientAddress(raw, connectRules.proxies),
    attemptsPerMinute: limits.signInAttemptsPerMinute,
  }
  serveHealth(http, rules)
  serveInstrumentation(http, rules, parts.instrumentation)
  await serveSignIn(http, rules)
  await serveApprovals(http, rules)
  serveTokens(http, rules)
  serveRoutes(http, rules)
  await serveSetUp(http, rules)
  const receiving = { folder: parts.uploadFolder, maxBytes: limits.maxMembersFileBytes }
  await serveMemberFiles(http, rules, receiving, log)
  serveMemberList(http, rules)
  await serveMemberPhotos(http, rules)
  serveReports(http, rules)
  serveAvGym(http, rules)
  serveBackup(http, rules)
  serveStandby(http, rules)
  await serveTerm(http, rules)
  await serveUpdates(http, rules, parts.updatesFolder)
  return http
}
