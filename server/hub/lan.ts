import type { Environment } from '../platform/clock.ts'
import type { TrustedClock } from '../platform/trusted-clock.ts'
import type { Core } from './core.ts'
import type { Network } from './handlers.ts'
import type { StandIn } from './stand-in.ts'
import { Lan } from '../network/lan-service.ts'
import { listenSecurely, type Front } from '../network/listeners.ts'
import type { Logger } from '../observe/logger.ts'
import type { LanState } from '../protocol/lan.ts'
import { changeSettingsFile } from '../settings/settings-file.ts'
import type { HubSettings } from '../settings/settings.ts'
import type { Actor } from '../store/audit-log.ts'

interface HubParts {
  settings: HubSettings
  environment: Environment
  clock: Pick<TrustedClock, 'now'>
  log: Logger
  standIn: Pick<StandIn, 'succession'>
}

/** The network side of a hub, not begun yet. */
export function createLan({ settings, environment, clock, log, standIn }: HubParts, front: Front): Lan {
  return new Lan({
    dataFolder: settings.dataFolder,
    gymName: settings.gym.name,
    settings: settings.lan,
    now: clock.now,
    every: environment.every,
    term: standIn.succession.claim,
    listen: (identity, hosts, port) => listenSecurely(front, identity, hosts, port),
    log,
  })
}

/** The network as desks switch it. What was switched stays so at the next start. */
export function networkOf(lan: Lan, { writer }: Core, { dataFolder }: HubSettings): Network {
  const switchNow = async (isOn: boolean, actor: Actor): Promise<LanState> => {
    const state = await lan.switchTo(isOn)
    if (state.problem !== null) return state
    changeSettingsFile(dataFolder, { lan: { on: isOn } })
    await writer.write((context) => {
      context.audit({ actor, action: isOn ? 'network_opened' : 'network_closed' })
      return Promise.resolve()
    })
    return state
  }
  let switching: Promise<unknown> = Promise.resolve()
  return {
    state: () => lan.state,
    // One after the other: one that cannot be had must not take back what the next one has.
    switchTo(isOn, actor) {
      const switched = switching.then(() => switchNow(isOn, actor))
      switching = switched.catch(() => undefined)
      return switched
    },
  }
}
