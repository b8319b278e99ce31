import type { Environment } from '../platform/clock.ts'
import type { TrustedClock } from '../platform/trusted-clock.ts'
import type { Core } from './core.ts'
import type { Network } from './handlers.ts'
import { Lan } from '../network/lan-service.ts'
import { listenSecurely, type Front } from '../network/listeners.ts'
import type { Logger } from '../observe/logger.ts'
import { changeSettingsFile } from '../settings/settings-file.ts'
import type { HubSettings } from '../settings/settings.ts'

interface HubParts {
  settings: HubSettings
  environment: Environment
  clock: Pick<TrustedClock, 'now'>
  log: Logger
}

/** The network side of a hub, not begun yet. */
export function createLan({ settings, environment, clock, log }: HubParts, front: Front): Lan {
  return new Lan({
    dataFolder: settings.dataFolder,
    gymName: settings.gym.name,
    settings: settings.lan,
    now: clock.now,
    every: environment.every,
    listen: (identity, hosts, port) => listenSecurely(front, identity, hosts, port),
    log,
  })
}

/** The network as desks switch it. What was switched stays so at the next start. */
export function networkOf(lan: Lan, { writer }: Core, { dataFolder }: HubSettings): Network {
  return {
    state: () => lan.state,
    async switchTo(isOn, actor) {
      const state = await lan.switchTo(isOn)
      if (state.problem !== null) return state
      changeSettingsFile(dataFolder, { lan: { on: isOn } })
      await writer.write((context) => {
        context.audit({ actor, action: isOn ? 'network_opened' : 'network_closed' })
        return Promise.resolve()
      })
      return state
    },
  }
}
