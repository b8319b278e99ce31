import type { Gateway } from '../gateway/gateway.ts'
import type { Problems } from '../health/problems.ts'
import { DRAINING } from '../health/readiness.ts'
import type { Logger } from '../observe/logger.ts'
import type { Environment } from '../platform/clock.ts'
import type { HubSettings } from '../settings/settings.ts'

/** A balancer looks each second, and believes the second look: until then it sends desks here, and they are served. */
const NOTICED_MS = 3_000

/** Desks go one after the other for so long: all at once would be a storm for the hubs that are left. */
const SPREAD_MS = 5_000

interface DrainParts {
  settings: Pick<HubSettings, 'database'>
  problems: Problems
  gateway: Pick<Gateway, 'drain'>
  environment: Pick<Environment, 'setTimeout'>
  log: Logger
}

/**
 * How the desks of a hub that is about to end go over to the others on its database: resolves when the last was told, and at once for
 * a hub that shares no database.
 */
export function drainOf({ settings, problems, gateway, environment, log }: DrainParts): () => Promise<void> {
  return async () => {
    if (settings.database === null) return
    log.info('the hub lets its desks go to the others')
    problems.report(DRAINING, 'This hub is being stopped. Its desks go on at another one.')
    await new Promise<void>((resolve) => environment.setTimeout(resolve, NOTICED_MS))
    await gateway.drain(SPREAD_MS)
  }
}
